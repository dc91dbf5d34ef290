/**
 * The store in an embedded H2 database. Tables are private and change with a version, for the
 * journals fill them anew; people query the public views through a database user who may do nothing
 * else.
 */
package dev.nightsweep.store.h2;

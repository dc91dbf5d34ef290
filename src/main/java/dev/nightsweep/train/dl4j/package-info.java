/**
 * AlexNet for 28×28 images: its parameters, its net and its training loop. With {@code layers}, the
 * only room that knows DL4J and ND4J; what the parent process uses of it loads neither.
 */
package dev.nightsweep.train.dl4j;

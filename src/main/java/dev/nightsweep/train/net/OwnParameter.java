package dev.nightsweep.train.net;

import dev.nightsweep.model.Parameter;

/**
 * A parameter that a net file declares.
 *
 * @param fallback its default in terms of those before it
 * @param preset whether it decides the defaults of others
 */
record OwnParameter(Parameter parameter, Expression fallback, boolean preset) {}

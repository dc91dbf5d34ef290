package dev.nightsweep.plan;

import java.math.BigInteger;

/**
 * How large a spec is, counted and not expanded.
 *
 * @param arms included ones too, before {@code exclude} takes any away
 * @param seeds how many every arm gets
 * @param runs arms times seeds, before {@code run_cap} cuts them
 */
public record GridSize(BigInteger arms, int seeds, BigInteger runs) {}

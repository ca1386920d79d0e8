/** Constants of ITU-T G.722 (09/2012), clause 6, under the names that it uses. */

/** The inverse quantiser of the lower band, for all six bits and for the four that steer adaptation. */
export const qm6 = new Int16Array([
  -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360,
  -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688,
  -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192,
  6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432,
  -136,
]);
export const qm4 = new Int16Array([
  0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0,
]);
/** The inverse quantiser of the higher band. */
export const qm2 = Int16Array.of(-7408, -1616, 7408, 1616);

/** The logarithmic step of each code's adaptation: WL at RL42 for the lower band, WH at IH2 for the higher. */
export const lowerSteps = new Int16Array([
  -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60,
]);
export const higherSteps = Int16Array.of(798, -214, 798, -214);

/** ILB: 2048 times two to the power of i / 32. */
export const ilb = Int16Array.from({ length: 32 }, (_, index) => Math.round(2048 * 2 ** (index / 32)));

/** Every second of the 24 coefficients of the receiving quadrature mirror filter; the others are these backwards. */
export const mirrorFilter = Int16Array.of(3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11);

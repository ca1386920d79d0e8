/** The size that fits into `npm test`. */
export const shortSize = { kills: 5, conversations: 500 };

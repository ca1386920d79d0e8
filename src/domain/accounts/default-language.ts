/** BCP 47: of a new account, and so of what comes in without a language of its own. */
export const defaultLanguage = 'en';

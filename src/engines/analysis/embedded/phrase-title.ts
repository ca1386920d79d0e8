const TITLE_CHARACTERS = 80;
const OPENING =
  /^(?:(?:honestly|to be honest|frankly|basically|actually|obviously|I (?:think|guess)(?: that)?),? )+(?=\S+ )/i;

/** A phrase as a title: capitalised, without its full stop, cut at a word boundary to at most 80 characters. */
export function titleOf(phrase: string): string {
  const text = phrase
    .trim()
    .replace(OPENING, '')
    .replace(/[\s.,;:!]+$/, '');
  const capitalised = text.replace(/\p{L}/u, (letter) => letter.toUpperCase());
  if (capitalised.length <= TITLE_CHARACTERS) return capitalised;
  const room = capitalised.slice(0, TITLE_CHARACTERS);
  const lastSpace = room.lastIndexOf(' ');
  const cut = lastSpace > TITLE_CHARACTERS / 2 ? lastSpace : TITLE_CHARACTERS - 1;
  return `${room.slice(0, cut).replace(/[\s.,;:]+$/, '')}…`;
}

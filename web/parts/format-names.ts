/** The files that words are saved as. */
export const formatNames = {
  txt: 'Text (.txt)',
  md: 'Markdown (.md)',
  csv: 'Table (.csv)',
  json: 'All that is known (.json)',
  vtt: 'Captions (.vtt)',
  srt: 'Captions (.srt)',
} as const;

import type { TranscriptFormat } from '../format.ts';
import { countDatedHeads, readDatedMessages } from '../text/dated-messages.ts';

/** "Export chat" of iOS (`[03.06.26, 10:00:12] Name: text`) and of Android (`03/06/2026, 10:00 - Name: text`). */
export const whatsApp: TranscriptFormat = {
  id: 'whatsapp',
  name: 'WhatsApp chat export',
  source: { url: 'https://github.com/Pustur/whatsapp-chat-parser', seen: '2026-11-30' },
  takes: ['speakers', 'clock times', 'date'],
  matches: (source) => {
    const share = countDatedHeads(source, ({ rest }, line) => rest !== '' && !line.includes('\t'));
    return share === 0 ? 0 : 0.85 + share / 20;
  },
  read: (source, options) => readDatedMessages(source, options, { wordsOf }),
};

/** Before what the app writes itself, WhatsApp on iOS puts a mark that nobody types. */
const mark = '\u200e';
const inBrackets =
  /\u200e?<(?:attached: [^<>]+|This message was edited|Diese Nachricht wurde bearbeitet\.)>|\u200e<[^<>]+>/gu;
const media =
  'Media omitted|Medien ausgeschlossen|Multimedia omitido|Archivo omitido|Médias omis|Media omessi|Mídia oculta|' +
  'Arquivo de mídia oculto|Media weggelaten|Media utelämnade|Без медиафайлов';
const omitted =
  '(?:image|video|audio|sticker|GIF|document|Contact card) omitted|(?:Bild|Video|Audio|Sticker) weggelassen';
const deleted =
  'This message was deleted|You deleted this message|Diese Nachricht wurde gelöscht|Du hast diese Nachricht gelöscht';
const encrypted = 'Messages and calls are end-to-end encrypted.*';
const wholeLine = new RegExp(
  String.raw`^(?:<(?:${media})>|${omitted}|(?:${deleted})\.?|${encrypted})$`,
  'iu',
);
const attachment =
  /^\S+\.[a-z\d]{2,5} \((?:file attached|Datei angehängt|archivo adjunto|fichier joint|file allegato|arquivo anexado|bestand bijgevoegd|файл добавлен)\)$/iu;

/** Something that the app may have written; most messages have nothing of it. */
const ofApp = /[\u200e<]|\.[a-z\d]{2,5} \(|omitted|weggelassen|deleted|gelöscht|encrypted/iu;

/** A caption stands on the line after its attachment, or before it. */
function wordsOf(written: string): { text: string; leftOut: number } {
  if (!ofApp.test(written)) return { text: written.trim(), leftOut: 0 };
  let leftOut = 0;
  const lines = written.split('\n').map((line) => {
    const words = line.replace(inBrackets, ' ').trim();
    const isOfApp = words.startsWith(mark) || wholeLine.test(words) || attachment.test(words);
    if (isOfApp || words.length < line.trim().length) leftOut++;
    return isOfApp ? '' : words;
  });
  return { text: lines.join('\n').trim(), leftOut };
}

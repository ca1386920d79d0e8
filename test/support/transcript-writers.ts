/** Writes conversations in the formats of text that tools have; structure is theirs, names and words are not. */

export interface SaidTurn {
  speaker: string;
  /** Whole seconds. */
  start: number;
  /** One or more lines. */
  lines: string[];
}

export interface TranscriptWriter {
  /** The id of the format. */
  format: string;
  /** A name that tells two writers of one format apart. */
  kind: string;
  extension: string;
  write(turns: readonly SaidTurn[]): string;
  /** The part of a turn's time that is read back: its start in seconds, a time of day, a date, nothing. */
  keeps: 'start' | 'time' | 'date' | 'nothing';
  /** Any name is read back, and any words. */
  takesAnything: boolean;
}

function clock(seconds: number, shortest: 'm:ss' | 'mm:ss' | 'hh:mm:ss' = 'm:ss'): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  if (shortest === 'hh:mm:ss') return `${two(h)}:${two(m)}:${two(s)}`;
  const minutes = shortest === 'mm:ss' || h > 0 ? two(m) : String(m);
  return h > 0 ? `${h}:${minutes}:${two(s)}` : `${minutes}:${two(s)}`;
}

/** The times of day of the samples begin at ten. */
const ten = 36_000;

export function timeOfDay(seconds: number): string {
  return clock((ten + seconds) % 86_400, 'hh:mm:ss');
}

function halfDay(seconds: number): string {
  const [hours = '', ...rest] = timeOfDay(seconds).split(':');
  return `${String(Number(hours) % 12 || 12).padStart(2, ' ')}:${rest.join(':')} ${Number(hours) < 12 ? 'AM' : 'PM'}`;
}

function spoken(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  return `${hours > 0 ? `${hours} hour ` : ''}${Math.floor(seconds / 60) % 60} minutes ${seconds % 60} seconds`;
}

function blocks(turns: readonly SaidTurn[], head: (turn: SaidTurn) => string, gap = '\n\n'): string {
  return turns.map((turn) => [head(turn), ...turn.lines].join('\n')).join(gap);
}

function inline(turns: readonly SaidTurn[], line: (turn: SaidTurn, text: string) => string): string {
  return turns.map((turn) => line(turn, turn.lines.join(' '))).join('\n\n');
}

const anything = { takesAnything: true } as const;
const labelled = { takesAnything: false } as const;
const txt = { extension: 'txt' } as const;
const anyText = { ...anything, ...txt };

export const transcriptWriters: readonly TranscriptWriter[] = [
  {
    format: 'whatsapp',
    kind: 'iOS',
    keeps: 'date',
    ...anyText,
    write: (turns) =>
      turns.map((t) => `[13.06.26, ${timeOfDay(t.start)}] ${t.speaker}: ${t.lines.join('\n')}`).join('\n'),
  },
  {
    format: 'whatsapp',
    kind: 'Android',
    keeps: 'nothing',
    ...anyText,
    write: (turns) =>
      turns
        .map((t) => `13/06/2026, ${timeOfDay(t.start).slice(0, 5)} - ${t.speaker}: ${t.lines.join('\n')}`)
        .join('\n'),
  },
  {
    format: 'signal_export',
    kind: '',
    keeps: 'nothing',
    ...anything,
    extension: 'md',
    write: (turns) =>
      turns
        .map((t) => `[2026-06-13, ${timeOfDay(t.start).slice(0, 5)}] ${t.speaker}: ${t.lines.join('\n')}`)
        .join('\n'),
  },
  {
    format: 'zoom_chat',
    kind: 'cloud',
    keeps: 'time',
    ...anyText,
    write: (turns) =>
      turns.map((t) => `${timeOfDay(t.start)}\t${t.speaker}:\t${t.lines.join('\n')}`).join('\n'),
  },
  {
    format: 'zoom_chat',
    kind: 'older',
    keeps: 'time',
    ...anyText,
    write: (turns) =>
      turns
        .map((t) => `${timeOfDay(t.start)}\t From  ${t.speaker}  to  Everyone : ${t.lines.join('\n')}`)
        .join('\n'),
  },
  {
    format: 'zoom_chat',
    kind: 'newer',
    keeps: 'time',
    ...anyText,
    write: (turns) =>
      turns
        .map(
          (t) =>
            `${timeOfDay(t.start)} From ${t.speaker} to Everyone:\n${t.lines.map((l) => `\t${l}`).join('\n')}`,
        )
        .join('\n'),
  },
  {
    format: 'zoom_captions',
    kind: '',
    keeps: 'time',
    ...anyText,
    write: (turns) => blocks(turns, (t) => `[${t.speaker}] ${timeOfDay(t.start)}`),
  },
  {
    format: 'telegram_copy',
    kind: '',
    keeps: 'nothing',
    ...anyText,
    write: (turns) => blocks(turns, (t) => `${t.speaker}, [13.06.2026 ${timeOfDay(t.start).slice(0, 5)}]`),
  },
  {
    format: 'imessage_export',
    kind: '',
    keeps: 'date',
    ...anyText,
    write: (turns) => blocks(turns, (t) => `Jun 13, 2026 ${halfDay(t.start)}\n${t.speaker}`),
  },
  {
    format: 'otter',
    kind: '',
    keeps: 'start',
    ...anyText,
    write: (turns) =>
      `${blocks(turns, (t) => `${t.speaker}  ${clock(t.start)}  `)}\n\nTranscribed by https://otter.ai\n`,
  },
  {
    format: 'teams_text',
    kind: '',
    keeps: 'start',
    ...anyText,
    write: (turns) =>
      `Roof-20260613_100000-Meeting Recording\n\nJune 13, 2026, 10:00AM\n\n2h 4s\n\nMara Lind started transcription\n\n${blocks(turns, (t) => `${t.speaker}   ${clock(t.start)}`)}`,
  },
  {
    format: 'teams_copied_text',
    kind: '',
    keeps: 'start',
    ...anyText,
    write: (turns) =>
      blocks(
        turns,
        (t) => `${t.speaker}\n${spoken(t.start)}\n${clock(t.start)}\n${t.speaker} ${spoken(t.start)}`,
        '\n',
      ),
  },
  {
    format: 'fathom',
    kind: '',
    keeps: 'start',
    ...anyText,
    write: (turns) =>
      `Roof - June 13\nVIEW RECORDING - 31 mins (No highlights): https://fathom.video/calls/1\n\n---\n\n${blocks(
        turns.map((t) => ({ ...t, lines: t.lines.map((l) => `  ${l}`) })),
        (t) => `${clock(t.start)} - ${t.speaker}`,
      )}`,
  },
  {
    format: 'rev',
    kind: '',
    keeps: 'start',
    ...anyText,
    write: (turns) => blocks(turns, (t) => `${t.speaker} (${clock(t.start, 'mm:ss')}):`),
  },
  {
    format: 'google_meet',
    kind: '',
    keeps: 'nothing',
    ...labelled,
    ...txt,
    write: (turns) =>
      `Roof - 2026/06/13 10:00 CEST - Transcript\nAttendees\n${[...new Set(turns.map((t) => t.speaker))].join(', ')}\nTranscript\n${turns.map((t) => `${t.speaker}: ${t.lines.join(' ')}`).join('\n')}\nMeeting ended after 03:00:00 👋`,
  },
  {
    format: 'stamped_text',
    kind: 'brackets behind the name',
    keeps: 'start',
    ...anyText,
    write: (turns) => inline(turns, (t, text) => `${t.speaker} [${clock(t.start, 'hh:mm:ss')}] ${text}`),
  },
  {
    format: 'stamped_text',
    kind: 'behind the colon',
    keeps: 'start',
    ...anyText,
    write: (turns) => inline(turns, (t, text) => `${t.speaker}: [${clock(t.start, 'hh:mm:ss')}] ${text}`),
  },
  {
    format: 'stamped_text',
    kind: 'before the name',
    keeps: 'start',
    ...labelled,
    ...txt,
    write: (turns) => inline(turns, (t, text) => `[${clock(t.start, 'hh:mm:ss')}] ${t.speaker}: ${text}`),
  },
  {
    format: 'stamped_text',
    kind: 'bare, before the name',
    keeps: 'start',
    ...labelled,
    ...txt,
    write: (turns) => inline(turns, (t, text) => `${clock(t.start, 'hh:mm:ss')} ${t.speaker}: ${text}`),
  },
  {
    format: 'stamped_text',
    kind: 'range',
    keeps: 'start',
    ...labelled,
    ...txt,
    write: (turns) =>
      inline(turns, (t, text) => `(${clock(t.start)} – ${clock(t.start + 1)}) ${t.speaker}: ${text}`),
  },
  {
    format: 'stamped_text',
    kind: 'columns',
    keeps: 'start',
    ...anyText,
    write: (turns) => inline(turns, (t, text) => `${clock(t.start, 'hh:mm:ss')}\t${t.speaker}\t${text}`),
  },
  {
    format: 'stamped_text',
    kind: 'heads with brackets',
    keeps: 'start',
    ...anyText,
    write: (turns) => blocks(turns, (t) => `${t.speaker} [${clock(t.start, 'mm:ss')}]`),
  },
  {
    format: 'markdown',
    kind: 'Descript',
    keeps: 'start',
    ...labelled,
    extension: 'md',
    write: (turns) =>
      `# Roof\n\n${inline(turns, (t, text) => `[${clock(t.start, 'hh:mm:ss')}] **${t.speaker}:** ${text}`)}`,
  },
  {
    format: 'markdown',
    kind: 'bold heads',
    keeps: 'start',
    ...anything,
    extension: 'md',
    write: (turns) => `# Roof\n\n${blocks(turns, (t) => `**${t.speaker} (${clock(t.start, 'mm:ss')})**`)}`,
  },
  {
    format: 'markdown',
    kind: 'headings',
    keeps: 'start',
    ...anything,
    extension: 'md',
    write: (turns) => `# Roof\n\n${blocks(turns, (t) => `### ${t.speaker} (${clock(t.start)})`)}`,
  },
  {
    format: 'markdown',
    kind: 'bold names',
    keeps: 'nothing',
    ...labelled,
    extension: 'md',
    write: (turns) => `# Roof\n\n${inline(turns, (t, text) => `**${t.speaker}**: ${text}`)}`,
  },
  {
    format: 'text',
    kind: '',
    keeps: 'nothing',
    ...labelled,
    ...txt,
    write: (turns) => inline(turns, (t, text) => `${t.speaker}: ${text}`),
  },
];

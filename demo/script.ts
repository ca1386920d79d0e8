import { composeScripts } from './conversations/compose-scripts.ts';
import { readDialogues } from './conversations/read-dialogues.ts';
import { renderTranscript } from './conversations/render-transcript.ts';
import { minutesAgo, pastStarts } from './conversations/schedule.ts';
import { at } from './conversations/seeded-choice.ts';
import { dateScript, type ScriptSpeaker, type SpokenScript } from './conversations/spoken-script.ts';

export { demoAccount } from './conversations/account.ts';

/** One file to import, and what to say about it. */
export interface DemoConversation {
  fileName: string;
  bytes: Uint8Array;
  title: string;
  company: string;
  userEmail: string;
  departmentName: string;
  conversationType: string;
  medium: string;
  language: string;
  participants: ScriptSpeaker[];
  startedAt: Date;
}

/** Which of the hand-written dialogues took place within the last hour, and when. */
const RECENT_MINUTES_AGO = new Map([
  [0, 18],
  [3, 52],
  [10, 35],
]);

/** Takes the moment; gives the demo's conversations of the last 45 days, always the same for the same moment. The first is the show piece. */
export function demoConversations(now: Date): DemoConversation[] {
  const scripts = [...readDialogues(), ...composeScripts()];
  const starts = pastStarts(now, scripts.length);
  return scripts.map((script, index) => {
    const recent = RECENT_MINUTES_AGO.get(index);
    // 25 has no factor in common with the number of scripts (61), so every start is used once and the kinds are mixed.
    const startedAt = recent === undefined ? at(starts, index * 25) : minutesAgo(now, recent);
    return toConversation(dateScript(script, startedAt), startedAt, index);
  });
}

function toConversation(script: SpokenScript, startedAt: Date, seed: number): DemoConversation {
  const { extension, content } = renderTranscript(script, startedAt, seed);
  const owner = script.speakers.find((speaker) => speaker.role === 'internal');
  if (!owner) throw new Error(`Nobody owns the demo conversation "${script.title}"`);
  return {
    fileName: `${startedAt.toISOString().slice(0, 10)}-${slug(script.title)}.${extension}`,
    bytes: new TextEncoder().encode(content),
    title: script.title,
    company: script.company,
    userEmail: owner.email,
    departmentName: script.departmentName,
    conversationType: script.conversationType,
    medium: script.medium,
    language: script.language,
    participants: script.speakers,
    startedAt,
  };
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
}

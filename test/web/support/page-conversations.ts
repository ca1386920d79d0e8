import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { programRoot } from '../../../src/base/program.ts';
import { keepMediaFile } from '../../../src/domain/recordings/recordings.ts';
import type { StoredTranscript } from '../../../src/domain/transcripts/stored-transcript.ts';
import type { IncomingConversation } from '../../../src/intake/accept.ts';
import { accept, completed, incoming, storeCompleted } from '../../support/conversation-fixtures.ts';
import type { World } from '../../support/fixtures.ts';

type Wanted = Partial<IncomingConversation> & { title: string };

const scriptSchema = z.object({
  turns: z.array(z.object({ speaker: z.string(), start: z.number(), end: z.number(), text: z.string() })),
});

/** The shipped call of two minutes with its words. Its waveform and its analysis come from the pipeline. */
export async function addSpokenCall(world: World, wanted: Partial<Wanted> = {}): Promise<string> {
  const { accountId, context } = world.server;
  const script = path.join(programRoot, 'demo/call/script.json');
  const { turns } = scriptSchema.parse(JSON.parse(readFileSync(script, 'utf8')));
  const info = { container: 'ogg', codec: 'opus', durationSeconds: 117 };
  const kept = await keepMediaFile(context.storage, accountId, {
    path: path.join(programRoot, 'demo/call/call.ogg'),
    info,
  });
  if (kept.kind !== 'kept') throw new Error('The call was not kept');
  const { kind: _, ...recording } = kept;
  const id = await accept(world, accountId, {
    ...conversationOf(
      turns.flatMap(({ speaker, start, end, text }) => sentencesOf({ speaker, start, end, text })),
    ),
    title: 'Pricing call - Acme',
    company: 'Acme',
    medium: 'call',
    userId: world.people.erik.id,
    departmentId: world.people.sales.id,
    conversationType: 'sales',
    durationSeconds: 117,
    participants: [
      { name: 'Jane Doe', email: 'jane@acme.example', role: 'customer' },
      { name: 'Erik Lindstrom', email: 'erik@example.com', role: 'internal' },
    ],
    ...wanted,
    recording,
  });
  await completed(world, [id]);
  return id;
}

interface Said {
  speaker: string;
  start: number;
  end: number;
  text: string;
}

/** The sentences of a turn, each as long as its part of the letters. */
function sentencesOf({ speaker, start, end, text }: Said) {
  const texts = text.match(/[^.?!]+[.?!]+/g) ?? [text];
  const letters = texts.reduce((sum, one) => sum + one.length, 0);
  let at = start;
  return texts.map((one) => {
    const from = at;
    at += ((end - start) * one.length) / letters;
    return { speaker_name: speaker, start: round(from), end: round(at), text: one.trim() };
  });
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** A completed conversation with findings that are always the same, that nothing works on. */
export function addCompleted(world: World, transcript: StoredTranscript, wanted: Wanted): Promise<string> {
  return storeCompleted(world, world.server.accountId, {
    ...incoming({ startedAt: new Date(), ...wanted }),
    transcript,
  });
}

/** As many sentences as an afternoon has; each says its own number in words that no other has. */
export function longTranscript(count: number): StoredTranscript {
  const speakers = ['Erik Lindström', 'Jane Doe', 'Ana María Ortiz'];
  return {
    sentences: Array.from({ length: count }, (_, at) => ({
      speaker_name: speakers[Math.floor(at / 3) % speakers.length] ?? null,
      start: at * 4,
      end: at * 4 + 3.5,
      text: `${openings[at % openings.length]} remark number ${at} of the plan.${at % 5 === 0 ? longer : ''}`,
    })),
  };
}

const openings = ['Well, this is', 'Let me say', 'And that was', 'So here comes', 'Right, I have'];
const longer =
  ' It goes on for a while, since people who explain something seldom stop after a few words, and the row is higher then.';

function conversationOf(sentences: ReturnType<typeof sentencesOf>): IncomingConversation {
  return { ...incoming({ title: '', startedAt: new Date() }), transcript: { sentences } };
}

import { z } from 'zod';
import { progressBar } from '../src/cli/output.ts';
import type { Received } from './receiver.ts';
import { steps } from './spoken-call.ts';

const width = 100;

const transcriptSchema = z.object({
  sentences: z.array(z.object({ speaker_name: z.string().nullable(), start: z.number(), text: z.string() })),
});

const insightSchema = z.object({
  type: z.string(),
  title: z.string(),
  text: z.string(),
  owner: z.string().nullish(),
  due_date: z.string().nullish(),
  answered: z.boolean().nullish(),
  evidence: z.array(z.object({ start: z.number().nullable() })),
});

const insightsSchema = z.object({
  insights: z.array(insightSchema),
  topics: z.array(z.object({ name: z.string(), start: z.number().nullable(), end: z.number().nullable() })),
  statistics: z.object({
    speakers: z.array(z.object({ speaker_name: z.string(), talk_ratio: z.number().nullable() })),
  }),
});

/** Bars of the steps of one recording, drawn over each other on a terminal, line by line elsewhere. */
export class StepBars {
  #position = 0;
  #drawn = '';

  /** The step at `position` is at `fraction`; those before it are done. */
  show(position: number, fraction: number): void {
    for (; this.#position < position; this.#position += 1) this.#draw(1, '\n');
    if (position < steps.length && process.stdout.isTTY) this.#draw(fraction, '');
  }

  #draw(fraction: number, ending: string): void {
    const line = `  ${(steps[this.#position] ?? '').padEnd(10)} ${progressBar(fraction, 40)}`;
    if (line === this.#drawn && ending === '') return;
    this.#drawn = line;
    process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}${line}${ending}`);
  }
}

/** One conversation as the API gives it, told for the terminal. */
export function describeConversation(answers: { detail: unknown; insights: unknown }): string[] {
  const { conversation } = z
    .object({
      conversation: z.object({
        title: z.string(),
        company: z.string().nullable(),
        sentiment: z.string().nullable(),
        summary: z.string().nullable(),
        transcript: transcriptSchema,
      }),
    })
    .parse(answers.detail);
  const { insights, topics, statistics } = insightsSchema.parse(answers.insights);
  const shares = statistics.speakers.map(
    (s) => `${s.speaker_name} ${Math.round((s.talk_ratio ?? 0) * 100)} %`,
  );
  return [
    heading(`${conversation.title} (${conversation.company})`),
    ...conversation.transcript.sentences.map((s) => `${clock(s.start)}  ${s.speaker_name ?? '?'}: ${s.text}`),
    heading('Summary'),
    ...wrap(conversation.summary ?? '(none)'),
    `Sentiment: ${conversation.sentiment ?? '-'}. Talk: ${shares.join(', ')}.`,
    heading('Topics'),
    ...topics.map((topic) => `${clock(topic.start)} - ${clock(topic.end)}  ${topic.name}`),
    heading('Insights'),
    ...insights.map(describeInsight),
  ];
}

function describeInsight(insight: z.infer<typeof insightSchema>): string {
  const notes = [
    insight.owner ? `owner ${insight.owner}` : '',
    insight.due_date ? `due ${insight.due_date}` : '',
    answerWord(insight.answered),
  ].filter(Boolean);
  const note = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  const said = insight.type === 'action_item' ? insight.title : insight.text;
  return `${clock(insight.evidence[0]?.start ?? null)}  ${insight.type.padEnd(11)}  ${said}${note}`;
}

function answerWord(answered: boolean | null | undefined): string {
  if (answered === undefined) return '';
  if (answered === null) return 'answer unclear';
  return answered ? 'answered' : 'not answered';
}

export function describeWebhook(received: Received, verified: number): string[] {
  const headers = Object.entries(received.headers).map(([name, value]) => `${name}: ${value}`);
  return [
    heading('Webhook conversation.completed, as it arrived'),
    ...headers,
    received.body.length > 600
      ? `${received.body.slice(0, 600)}… (${received.body.length} characters)`
      : received.body,
    `Signature over the raw bytes: ${received.verified ? 'verified' : 'NOT VALID'}. Deliveries verified so far: ${verified}.`,
  ];
}

export function heading(text: string): string {
  return `\n── ${text} ${'─'.repeat(Math.max(0, width - text.length - 4))}`;
}

export function bar(done: number, all: number): string {
  const filled = Math.round((done / all) * 40);
  return `${'█'.repeat(filled)}${'░'.repeat(40 - filled)} ${done}/${all}`;
}

function clock(seconds: number | null): string {
  if (seconds === null) return '--:--';
  const whole = Math.floor(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

function wrap(text: string): string[] {
  return text.match(new RegExp(`.{1,${width}}(\\s|$)`, 'g'))?.map((line) => line.trimEnd()) ?? [];
}

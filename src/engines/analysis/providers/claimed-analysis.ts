import { z } from 'zod';

// These lengths bound storage, not style: a model that runs away is refused.
const phrase = z.string().max(500).refine(isFilled, 'must not be empty');
const passage = z.string().max(10_000).refine(isFilled, 'must not be empty');
const sentenceNumber = z.int();

const claimedTopic = z.strictObject({
  name: phrase,
  first_sentence: sentenceNumber,
  last_sentence: sentenceNumber,
});

const claimedInsight = z.strictObject({
  type: z.enum(['action_item', 'question', 'objection', 'pricing', 'competitor', 'next_step', 'risk']),
  title: phrase,
  text: passage,
  evidence: z.array(sentenceNumber).max(50),
  owner: z.string().nullable(),
  due_date: z.string().nullable(),
  asked_by: z.string().nullable(),
  answered: z.boolean().nullable(),
  rank: z.int().nullable(),
});

const claimedSummary = z.strictObject({
  short: passage,
  text: passage,
  sections: z
    .array(
      z.strictObject({
        kind: z.enum(['about', 'decisions', 'numbers', 'open_points', 'next_steps']),
        points: z.array(z.strictObject({ text: passage, evidence: z.array(sentenceNumber).max(50) })).max(30),
      }),
    )
    .max(5),
});

/**
 * The answer that the model is asked for. Every field is required and nothing else is allowed, as strict schemas
 * demand.
 */
export const claimedAnalysis = z.strictObject({
  summary: claimedSummary.nullable(),
  sentiment: z.enum(['positive', 'neutral', 'negative']).nullable(),
  topics: z.array(claimedTopic).max(50),
  insights: z.array(claimedInsight).max(200),
});

export type ClaimedAnalysis = z.infer<typeof claimedAnalysis>;
export type ClaimedInsight = z.infer<typeof claimedInsight>;

// Servers that hold a model to a schema refuse these words, or ignore them: they are checked here only.
const unsupported = ['minLength', 'maxLength', 'maxItems', 'minimum', 'maximum'];

/** The same as a JSON Schema for `response_format`. */
export function claimedAnalysisSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(claimedAnalysis, {
    override: ({ jsonSchema }) => {
      for (const word of unsupported) Reflect.deleteProperty(jsonSchema, word);
    },
  });
  return schema;
}

function isFilled(text: string): boolean {
  return text.trim() !== '';
}

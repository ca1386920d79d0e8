import { z } from 'zod';

const callScript = z.object({
  title: z.string(),
  company: z.string(),
  language: z.string(),
  turns: z.array(
    z.object({
      speaker: z.string(),
      /** Seconds within the recording; absent until the call is spoken. */
      start: z.number().optional(),
      end: z.number().optional(),
      text: z.string(),
    }),
  ),
});

export type CallScript = z.infer<typeof callScript>;

/** The spoken call's script from its JSON; throws on anything else. */
export function parseCallScript(json: string): CallScript {
  return callScript.parse(JSON.parse(json));
}

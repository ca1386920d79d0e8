import { percentOf } from './bytes.ts';
import { newTexts as texts } from './texts.ts';
import type { Upload } from './uploads-query.ts';

export interface Standing {
  words: string;
  hint: string | null;
  tone: 'plain' | 'positive' | 'negative';
  /** Of what goes on; null where nothing does. */
  percent: number | null;
}

const plain = { hint: null, tone: 'plain', percent: null } as const;

/** Where an upload stands, in words. */
export function standingOf(upload: Upload): Standing {
  const { state, offset, bytes, fault, conversation } = upload;
  const percent = percentOf(offset, bytes);
  if (state === 'open') return { ...plain, words: texts.open(percent), hint: texts.openHint, percent };
  if (state === 'received') return { ...plain, words: texts.received, percent: 100 };
  if (state === 'refused')
    return { ...plain, words: texts.refused, hint: fault?.message ?? null, tone: 'negative' };
  if (!conversation) return { ...plain, words: texts.gone };
  if (state === 'already_here') return { ...plain, words: texts.already, hint: texts.alreadyHint };
  if (conversation.status === 'failed')
    return { ...plain, words: texts.failed, hint: conversation.failure?.message ?? null, tone: 'negative' };
  if (conversation.status === 'completed') return { ...plain, words: texts.ready, tone: 'positive' };
  return stepStanding(conversation.step);
}

function stepStanding(step: NonNullable<Upload['conversation']>['step']): Standing {
  const name = step && texts.steps[step.kind];
  if (!step || !name) return { ...plain, words: texts.nextStep, percent: 0 };
  const percent = percentOf(step.progress, 1);
  // Short steps tell no figure.
  return { ...plain, words: percent > 0 ? texts.stepOf(name, percent) : name, percent };
}

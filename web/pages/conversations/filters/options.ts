import type { Schemas } from '../../../api.ts';
import { useDirectory, useTopics } from '../data.ts';
import type { FilterName } from '../query.ts';
import { listTexts as texts } from '../texts.ts';

export interface Option {
  value: string;
  label: string;
}

/** Filters that are chosen from a list; the others are typed. */
export type ChosenName = Exclude<FilterName, 'from' | 'to' | 'participant'>;

const fixed = (labels: Readonly<Record<string, string>>): Option[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

const named = (items: readonly { id: string; name: string }[] = []): Option[] =>
  items.map(({ id, name }) => ({ value: id, label: name }));

type Directory = Schemas['Directory'];

function optionsOf(
  directory: Directory | undefined,
  topics: readonly string[],
): Record<ChosenName, Option[]> {
  return {
    user_id: named(directory?.users),
    team_id: named(directory?.teams),
    department_id: named(directory?.departments),
    conversation_type: directory?.conversation_types.map(({ name }) => ({ value: name, label: name })) ?? [],
    medium: fixed(texts.mediums),
    sentiment: fixed(texts.sentiments),
    status: fixed(texts.statuses),
    topic: topics.map((name) => ({ value: name, label: name })),
    insight_type: fixed(texts.insights),
  };
}

/** `wantsTopics`: they are counted when they are asked for. */
export function useOptions(wantsTopics: boolean): Record<ChosenName, Option[]> {
  const { data: directory } = useDirectory();
  const { data: found } = useTopics(wantsTopics);
  return optionsOf(directory, found?.topics.map(({ name }) => name) ?? []);
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerOf, api, type Schemas } from '../../../api.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { PageSkeleton } from '../../../parts/page-skeleton.tsx';
import { toastError, undoable } from '../../../parts/toast.ts';
import { NameForm } from '../named-list/name-form.tsx';
import { NamedList } from '../named-list/named-list.tsx';
import { typeTexts as texts } from './texts.ts';

type ConversationType = Schemas['Switchable'];

const key = ['settings', 'conversation-types'] as const;

export default function ConversationTypesPage(): ReactNode {
  const { types, error, refetch, add, turn, remove } = useTypes();
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!types) return <PageSkeleton />;
  const onSwitch = ({ id, name, enabled }: ConversationType): void => {
    turn(id, !enabled)
      .then(() => undoable(texts.switched(name, !enabled), () => turn(id, enabled)))
      .catch(toastError);
  };
  const onRemove = ({ id, name }: ConversationType): void => {
    remove(id)
      .then(() => undoable(texts.deleted(name), () => add(name)))
      .catch(toastError);
  };
  return (
    <>
      <PageHead title={texts.title} facts={texts.facts} />
      <div style={{ maxWidth: 480 }}>
        <NameForm label={texts.name} submit={texts.add} placeholder={texts.placeholder} onSubmit={add} />
      </div>
      {types.length === 0 ? (
        <EmptyState title={texts.empty} hint={texts.emptyHint} />
      ) : (
        <NamedList items={types} onSwitch={onSwitch} onRemove={onRemove} />
      )}
    </>
  );
}

function useTypes() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/conversation-types')),
  });
  const renewed = async (done: Promise<unknown>): Promise<void> => {
    await done;
    await client.invalidateQueries({ queryKey: key });
  };
  const at = (id: string) => ({ params: { path: { id } } });
  return {
    types: data?.conversation_types,
    error,
    refetch,
    add: (name: string) => renewed(answerOf(api.POST('/conversation-types', { body: { name } }))),
    turn: (id: string, enabled: boolean) =>
      renewed(answerOf(api.PATCH('/conversation-types/{id}', { ...at(id), body: { enabled } }))),
    remove: (id: string) => renewed(answerOf(api.DELETE('/conversation-types/{id}', at(id)))),
  };
}

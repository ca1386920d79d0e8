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
import { departmentTexts as texts } from './texts.ts';

type Department = Schemas['Switchable'];

const key = ['settings', 'departments'] as const;

export default function DepartmentsPage(): ReactNode {
  const { departments, error, refetch, add, change } = useDepartments();
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!departments) return <PageSkeleton />;
  const rename = async (department: Department, name: string): Promise<void> => {
    await change(department.id, { name });
    undoable(texts.renamed(name), () => change(department.id, { name: department.name }));
  };
  const turn = ({ id, name, enabled }: Department): void => {
    change(id, { enabled: !enabled })
      .then(() => undoable(texts.switched(name, !enabled), () => change(id, { enabled })))
      .catch(toastError);
  };
  return (
    <>
      <PageHead title={texts.title} facts={texts.facts} />
      <div style={{ maxWidth: 480 }}>
        <NameForm label={texts.name} submit={texts.add} placeholder={texts.placeholder} onSubmit={add} />
      </div>
      {departments.length === 0 ? (
        <EmptyState title={texts.empty} hint={texts.emptyHint} />
      ) : (
        <NamedList items={departments} onRename={rename} onSwitch={turn} />
      )}
    </>
  );
}

function useDepartments() {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: () => answerOf(api.GET('/departments')),
  });
  const renewed = async (done: Promise<unknown>): Promise<void> => {
    await done;
    await client.invalidateQueries({ queryKey: key });
  };
  return {
    departments: data?.departments,
    error,
    refetch,
    add: (name: string) => renewed(answerOf(api.POST('/departments', { body: { name } }))),
    change: (id: string, body: { name?: string; enabled?: boolean }) =>
      renewed(answerOf(api.PATCH('/departments/{id}', { params: { path: { id } }, body }))),
  };
}

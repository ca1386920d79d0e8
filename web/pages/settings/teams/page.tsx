import { MultiSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { ConfirmDanger } from '../../../parts/confirm-danger.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHead } from '../../../parts/page-head.tsx';
import { PageSkeleton } from '../../../parts/page-skeleton.tsx';
import { toastError, undoable } from '../../../parts/toast.ts';
import { NameForm } from '../named-list/name-form.tsx';
import { NamedList } from '../named-list/named-list.tsx';
import { type Team, useDirectory, useTeamChanges, useTeams } from './queries.ts';
import { teamTexts as texts } from './texts.ts';

export default function TeamsPage(): ReactNode {
  const { data, error, refetch } = useTeams();
  const { add, rename, remove } = useTeamChanges();
  const [doomed, setDoomed] = useState<Team | null>(null);
  if (error) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <PageSkeleton />;
  const onRename = async (team: Team, name: string): Promise<void> => {
    await rename(team.id, name);
    undoable(texts.renamed(name), () => rename(team.id, team.name));
  };
  return (
    <>
      <PageHead title={texts.title} facts={texts.facts} />
      <div style={{ maxWidth: 480 }}>
        <NameForm label={texts.name} submit={texts.add} placeholder={texts.placeholder} onSubmit={add} />
      </div>
      {data.teams.length === 0 ? (
        <EmptyState title={texts.empty} hint={texts.emptyHint} />
      ) : (
        <NamedList
          items={data.teams}
          onRename={onRename}
          onRemove={setDoomed}
          details={(team) => <Members team={team} />}
        />
      )}
      <ConfirmDanger
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title={texts.deleteTitle(doomed?.name ?? '')}
        action={texts.delete}
        onConfirm={() => doomed && remove(doomed.id).catch(toastError)}
      >
        {texts.deleteHint}
      </ConfirmDanger>
    </>
  );
}

function Members({ team }: { team: Team }): ReactNode {
  const { data } = useDirectory();
  const { setMembers } = useTeamChanges();
  const people = (data?.users ?? team.members.map((member) => ({ ...member, active: true }))).filter(
    ({ id, active }) => active || team.members.some((member) => member.id === id),
  );
  return (
    <MultiSelect
      aria-label={texts.membersOf(team.name)}
      placeholder={team.members.length === 0 ? texts.choose : ''}
      data={people.map(({ id, name }) => ({ value: id, label: name }))}
      value={team.members.map(({ id }) => id)}
      onChange={(ids) => void setMembers(team, ids).catch(toastError)}
      searchable
      hidePickedOptions
      mt={4}
    />
  );
}

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api.ts';

export type Team = Schemas['Team'];

const key = ['settings', 'teams'] as const;

export const useTeams = () => useQuery({ queryKey: key, queryFn: () => answerOf(api.GET('/teams')) });

export const useDirectory = () =>
  useQuery({ queryKey: ['directory'], queryFn: () => answerOf(api.GET('/directory')) });

/** Each resolves once the list shows it. */
export function useTeamChanges() {
  const client = useQueryClient();
  const renewed = async (done: Promise<unknown>): Promise<void> => {
    await done;
    await Promise.all([
      client.invalidateQueries({ queryKey: key }),
      client.invalidateQueries({ queryKey: ['directory'] }),
    ]);
  };
  const at = (id: string) => ({ params: { path: { id } } });
  const member = (id: string, userId: string) => ({ params: { path: { id, user_id: userId } } });
  return {
    add: (name: string) => renewed(answerOf(api.POST('/teams', { body: { name } }))),
    rename: (id: string, name: string) =>
      renewed(answerOf(api.PATCH('/teams/{id}', { ...at(id), body: { name } }))),
    remove: (id: string) => renewed(answerOf(api.DELETE('/teams/{id}', at(id)))),
    /** Makes these the members. */
    async setMembers({ id, members }: Team, userIds: readonly string[]): Promise<void> {
      const before = members.map((one) => one.id);
      const joined = userIds.filter((userId) => !before.includes(userId));
      const left = before.filter((userId) => !userIds.includes(userId));
      await renewed(
        Promise.all([
          ...joined.map((userId) => answerOf(api.PUT('/teams/{id}/members/{user_id}', member(id, userId)))),
          ...left.map((userId) => answerOf(api.DELETE('/teams/{id}/members/{user_id}', member(id, userId)))),
        ]),
      );
    },
  };
}

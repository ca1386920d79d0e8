import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api.ts';

export type User = Schemas['UserRow'];
export type Invited = Schemas['InvitedUser'];

const key = ['settings', 'users'] as const;

export const useUsers = () => useQuery({ queryKey: key, queryFn: () => answerOf(api.GET('/users')) });

export const usePlaces = () =>
  useQuery({ queryKey: ['directory'], queryFn: () => answerOf(api.GET('/directory')) });

export interface Invitation {
  email: string;
  name?: string;
  role: User['role'];
  department_id: string | null;
  team_ids: string[];
}

export interface UserChanges {
  name?: string;
  email?: string;
  role?: User['role'];
  department_id?: string | null;
  active?: boolean;
}

/** Asks for the list again after each change. */
function useUserMutation<Given, Answer>(change: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

const byId = (id: string) => ({ params: { path: { id } } });

export const useInvite = () => useUserMutation((body: Invitation) => answerOf(api.POST('/users', { body })));

export const useInviteAgain = () =>
  useUserMutation((id: string) => answerOf(api.POST('/users/{id}/invitation', byId(id))));

export const useResetLink = () =>
  useUserMutation((id: string) => answerOf(api.POST('/users/{id}/password-reset', byId(id))));

export const useChangeUser = () =>
  useUserMutation(({ id, ...body }: UserChanges & { id: string }) =>
    answerOf(api.PATCH('/users/{id}', { ...byId(id), body })),
  );

import { Button, Group, MultiSelect, Radio, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { FormFault } from '../../../parts/entry.tsx';
import { faultOf } from '../../../parts/field-fault.ts';
import { hasRole, type Role, useSession } from '../../../session.tsx';
import { type User, usePlaces } from './queries.ts';
import { roleTexts, usersTexts } from './texts.ts';
import classes from './users.module.css';

const texts = usersTexts.form;

interface Given {
  email: string;
  name: string;
  role: Role;
  department_id: string | null;
  team_ids: string[];
}

interface UserFormProps {
  /** Null for somebody who is invited. */
  user: User | null;
  submit: string;
  error: Error | null;
  isPending: boolean;
  onCancel: () => void;
  onSubmit: (given: Given) => void;
}

export function UserForm({ user, submit, error, isPending, onCancel, onSubmit }: UserFormProps): ReactNode {
  const [role, setRole] = useState<Role>(user?.role ?? 'member');
  const [department, setDepartment] = useState(user?.department?.id ?? null);
  const [teams, setTeams] = useState<string[]>([]);
  const places = usePlaces().data;
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, name] = [String(form.get('email')).trim(), String(form.get('name')).trim()];
    onSubmit({ email, name, role, department_id: department, team_ids: teams });
  };
  return (
    <form onSubmit={send}>
      <Stack>
        <FormFault error={error} fields={['email', 'name']} />
        <NameFields user={user} error={error} />
        <RoleField role={role} onRole={setRole} />
        <Select
          label={texts.department}
          placeholder={texts.noDepartment}
          data={optionsOf(places?.departments)}
          value={department}
          onChange={setDepartment}
          clearable
          searchable
        />
        {!user && (
          <MultiSelect
            label={texts.teams}
            data={optionsOf(places?.teams)}
            value={teams}
            onChange={setTeams}
            searchable
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {texts.cancel}
          </Button>
          <Button type="submit" loading={isPending}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function NameFields({ user, error }: Pick<UserFormProps, 'user' | 'error'>): ReactNode {
  return (
    <>
      <TextInput
        name="email"
        type="email"
        label={texts.email}
        defaultValue={user?.email}
        autoComplete="off"
        maxLength={254}
        required
        data-autofocus
        error={faultOf(error, 'email')}
      />
      <TextInput
        name="name"
        label={texts.name}
        description={user ? undefined : texts.nameHint}
        defaultValue={user?.name}
        autoComplete="off"
        maxLength={200}
        required={user !== null}
        error={faultOf(error, 'name')}
      />
    </>
  );
}

function RoleField({ role, onRole }: { role: Role; onRole: (role: Role) => void }): ReactNode {
  const own = useSession().user;
  const roles: readonly Role[] = ['member', 'manager', 'admin', 'owner'];
  return (
    <Radio.Group
      label={texts.role}
      value={role}
      onChange={(value) => onRole(roles.find((one) => one === value) ?? role)}
    >
      {roles
        .filter((one) => one !== 'owner' || hasRole(own.role, 'owner'))
        .map((one) => (
          <Radio
            key={one}
            value={one}
            label={roleTexts[one].name}
            description={roleTexts[one].about}
            className={classes.role}
          />
        ))}
    </Radio.Group>
  );
}

const optionsOf = (places: readonly { id: string; name: string }[] = []) =>
  places.map(({ id, name }) => ({ value: id, label: name }));

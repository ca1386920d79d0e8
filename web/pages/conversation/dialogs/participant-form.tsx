import { Autocomplete, Button, Group, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Participant } from '../data.ts';
import { participantAdded, participantEdit, participantRemoved } from '../edit/field-edits.ts';
import { conversationTexts as texts } from '../texts.ts';
import { useView } from '../view.ts';

/** Somebody who took part; null for one who is not listed yet. */
export function ParticipantForm({ participantId }: { participantId: string | null }): ReactNode {
  const { id, conversation, run, ask } = useView();
  const [before] = useState(() => conversation.participants.find((one) => one.id === participantId) ?? null);
  const [fields, setFields] = useState({
    name: before?.name ?? '',
    email: before?.email ?? '',
    phone: before?.phone ?? '',
    role: before?.role ?? '',
  });
  const set = (change: Partial<typeof fields>): void => setFields({ ...fields, ...change });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const [name, email, phone, role] = [fields.name, fields.email, fields.phone, fields.role].map(
      (text) => text.trim() || null,
    );
    ask(null);
    const given = { name, email, phone, role };
    void run(before ? participantEdit(id, before, given) : participantAdded(id, given));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Fields fields={fields} set={set} />
        <Group justify="space-between">
          {before && <Remove person={before} />}
          <Button type="submit" ml="auto" disabled={!fields.name.trim() && !fields.email.trim()}>
            {texts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** As the contract has it. Browsers compile it with the flag v, which wants more characters escaped. */
const phonePattern = String.raw`[+]?[0-9\(\).\/ x#*\-]*[0-9][0-9\(\).\/ x#*\-]*`;

interface FieldsProps {
  fields: Record<'name' | 'email' | 'phone' | 'role', string>;
  set: (change: Partial<FieldsProps['fields']>) => void;
}

function Fields({ fields, set }: FieldsProps): ReactNode {
  return (
    <>
      <TextInput
        label={texts.fields.name}
        value={fields.name}
        maxLength={500}
        data-autofocus
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={texts.fields.email}
        type="email"
        value={fields.email}
        maxLength={320}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <TextInput
        label={texts.fields.phone}
        type="tel"
        pattern={phonePattern}
        title={texts.phoneHint}
        value={fields.phone}
        maxLength={40}
        onChange={(event) => set({ phone: event.currentTarget.value })}
      />
      <Autocomplete
        label={texts.fields.role}
        value={fields.role}
        maxLength={100}
        data={[...texts.roles]}
        onChange={(role) => set({ role })}
      />
    </>
  );
}

function Remove({ person }: { person: Participant }): ReactNode {
  const { id, run, ask } = useView();
  return (
    <Button
      variant="subtle"
      color="red"
      onClick={() => {
        ask(null);
        void run(participantRemoved(id, person));
      }}
    >
      {texts.removePerson}
    </Button>
  );
}

import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { wordsOf } from '../../../parts/error-state.tsx';
import { namedListTexts as texts } from './texts.ts';

interface NameFormProps {
  label: string;
  submit: string;
  initial?: string;
  placeholder?: string;
  onSubmit: (name: string) => Promise<unknown>;
  /** Without it the form stays, empty again after each name. */
  onCancel?: () => void;
}

/** One name in one row. The server's refusal stands beneath the field. */
export function NameForm(props: NameFormProps): ReactNode {
  const { label, submit, initial = '', placeholder, onSubmit, onCancel } = props;
  const [name, setName] = useState(initial);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    onSubmit(name.trim())
      .then(() => setName(initial))
      .catch((reason: Error) => setError(wordsOf(reason).hint))
      .finally(() => setBusy(false));
  };
  return (
    <form onSubmit={send} style={{ flex: 1 }}>
      <Group gap="xs" align="flex-start">
        <TextInput
          aria-label={label}
          placeholder={placeholder}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={error}
          maxLength={200}
          autoFocus={onCancel !== undefined}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default" loading={busy} disabled={name.trim() === ''}>
          {submit}
        </Button>
        {onCancel && (
          <Button variant="subtle" onClick={onCancel}>
            {texts.cancel}
          </Button>
        )}
      </Group>
    </form>
  );
}

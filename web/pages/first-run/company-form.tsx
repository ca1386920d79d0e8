import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { FormFault } from '../../parts/entry.tsx';
import { faultOf } from '../../parts/field-fault.ts';
import type { Company } from './given.ts';
import { firstRunTexts as texts } from './texts.ts';

interface CompanyFormProps {
  error: Error | null;
  isPending: boolean;
  onBack: () => void;
  onFinish: (company: Company) => void;
}

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function CompanyForm({ error, isPending, onBack, onFinish }: CompanyFormProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    onFinish({
      account_name: String(form.get('account_name')).trim(),
      time_zone: String(form.get('time_zone')),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormFault error={error} fields={['account_name', 'time_zone']} />
        <TextInput
          name="account_name"
          label={texts.company}
          autoComplete="organization"
          maxLength={200}
          required
          autoFocus
          error={faultOf(error, 'account_name')}
        />
        <Select
          name="time_zone"
          label={texts.timeZone}
          description={texts.timeZoneHint}
          data={timeZones}
          defaultValue={Intl.DateTimeFormat().resolvedOptions().timeZone}
          searchable
          allowDeselect={false}
          limit={50}
          error={faultOf(error, 'time_zone')}
        />
        <Group grow>
          <Button variant="default" onClick={onBack}>
            {texts.back}
          </Button>
          <Button type="submit" loading={isPending}>
            {texts.finish}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

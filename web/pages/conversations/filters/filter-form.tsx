import { Select, SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FilterName } from '../query.ts';
import { listTexts as texts } from '../texts.ts';
import { type ChosenName, useOptions } from './options.ts';

const chosen: readonly ChosenName[] = [
  'user_id',
  'team_id',
  'department_id',
  'conversation_type',
  'medium',
  'sentiment',
  'status',
  'topic',
  'insight_type',
];

interface FormProps {
  filters: Partial<Record<FilterName, string>>;
  onChange: (name: FilterName, value: string | null) => void;
}

/** All filters at once; each counts as soon as it is chosen. */
export function FilterForm({ filters, onChange }: FormProps): ReactNode {
  const options = useOptions(true);
  const shown = chosen.filter((name) => options[name].length > 0 || filters[name]);
  return (
    <SimpleGrid cols={2} spacing="sm" verticalSpacing="xs">
      {(['from', 'to'] as const).map((name) => (
        <TextInput
          key={name}
          type="date"
          label={texts.names[name]}
          value={filters[name] ?? ''}
          onChange={(event) => onChange(name, event.currentTarget.value || null)}
        />
      ))}
      {shown.map((name) => (
        <Select
          key={name}
          label={texts.names[name]}
          placeholder={texts.any}
          data={withValue(options[name], filters[name])}
          value={filters[name] ?? null}
          onChange={(value) => onChange(name, value)}
          searchable={options[name].length > 8}
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      ))}
      <TextInput
        type="email"
        label={texts.names.participant}
        placeholder="jane@example.com"
        defaultValue={filters.participant ?? ''}
        onBlur={(event) => onChange('participant', event.currentTarget.value.trim() || null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange('participant', event.currentTarget.value.trim() || null);
        }}
      />
    </SimpleGrid>
  );
}

/** A value of the address that the list does not have stays to be seen. */
function withValue(options: { value: string; label: string }[], value: string | undefined) {
  if (!value || options.some((option) => option.value === value)) return options;
  return [...options, { value, label: value }];
}

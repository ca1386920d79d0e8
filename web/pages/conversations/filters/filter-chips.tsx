import { CloseButton, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatDate } from '../../../parts/date-time.tsx';
import { type FilterName, filterNames } from '../query.ts';
import { listTexts as texts } from '../texts.ts';
import classes from './filters.module.css';
import { type Option, useOptions } from './options.ts';

type Filters = Partial<Record<FilterName, string>>;

interface ChipsProps {
  filters: Filters;
  onChange: (changes: Readonly<Record<string, string | null>>) => void;
}

/** The filters that are set, each to be taken away. */
export function FilterChips({ filters, onChange }: ChipsProps): ReactNode {
  const options: Readonly<Partial<Record<FilterName, Option[]>>> = useOptions(false);
  const set = filterNames.filter((name) => filters[name]);
  if (set.length === 0) return null;
  return (
    <div className={classes.chips}>
      {set.map((name) => (
        <span key={name} className={classes.chip}>
          <span className={classes.chipName}>{texts.names[name]}</span>
          <span className={classes.chipValue}>{labelOf(name, filters[name] ?? '', options[name])}</span>
          <CloseButton
            size="xs"
            aria-label={texts.remove(texts.names[name])}
            onClick={() => onChange({ [name]: null })}
          />
        </span>
      ))}
      <UnstyledButton
        className={classes.clear}
        onClick={() => onChange(Object.fromEntries(filterNames.map((name) => [name, null])))}
      >
        {texts.clear}
      </UnstyledButton>
    </div>
  );
}

function labelOf(name: FilterName, value: string, options: readonly Option[] = []): string {
  if (name === 'from' || name === 'to') {
    const date = new Date(`${value}T00:00`);
    return Number.isNaN(date.getTime()) ? value : formatDate(date, 'date');
  }
  return options.find((option) => option.value === value)?.label ?? value;
}

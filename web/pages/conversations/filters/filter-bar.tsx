import { Button, Indicator, NativeSelect, Popover } from '@mantine/core';
import IconFilter from '@tabler/icons-react/icons/IconFilter';
import type { ReactNode } from 'react';
import { type FilterName, filtersOf, sortOf, sorts } from '../query.ts';
import { listTexts as texts } from '../texts.ts';
import { FilterChips } from './filter-chips.tsx';
import { FilterForm } from './filter-form.tsx';
import classes from './filters.module.css';
import { SavedViews } from './saved-views.tsx';
import { SearchField } from './search-field.tsx';

interface BarProps {
  params: URLSearchParams;
  onChange: (changes: Readonly<Record<string, string | null>>) => void;
}

export function FilterBar({ params, onChange }: BarProps): ReactNode {
  const filters = filtersOf(params);
  const words = params.get('q') ?? '';
  const change = (name: FilterName, value: string | null): void => onChange({ [name]: value });
  const count = Object.keys(filters).length;
  return (
    <div className={classes.bar}>
      <div className={classes.line}>
        <SearchField words={words} onWords={(q) => onChange({ q: q || null })} />
        <Indicator label={count} size={16} disabled={count === 0}>
          <Popover
            width="min(26rem, calc(100vw - 2rem))"
            position="bottom-end"
            trapFocus
            withinPortal={false}
          >
            <Popover.Target>
              <Button variant="default" leftSection={<IconFilter size={16} />}>
                {texts.filter}
              </Button>
            </Popover.Target>
            <Popover.Dropdown aria-label={texts.allFilters}>
              <FilterForm filters={filters} onChange={change} />
            </Popover.Dropdown>
          </Popover>
        </Indicator>
        <NativeSelect
          aria-label={texts.sort}
          value={sortOf(params)}
          onChange={(event) => onChange({ sort: event.currentTarget.value })}
          data={sorts
            .filter((sort) => sort !== 'relevance' || words)
            .map((sort) => ({ value: sort, label: texts.sorts[sort] }))}
        />
        <SavedViews params={params} />
      </div>
      <FilterChips filters={filters} onChange={onChange} />
    </div>
  );
}

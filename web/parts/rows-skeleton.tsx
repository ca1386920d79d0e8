import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { partTexts as texts } from './texts.ts';

const rows = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Stands while a page's rows are fetched. */
export function RowsSkeleton({ height = 56 }: { height?: number }): ReactNode {
  return (
    <Stack gap="xs" aria-busy="true" aria-label={texts.loading}>
      {rows.map((row) => (
        <Skeleton key={row} height={height} />
      ))}
    </Stack>
  );
}

import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { partTexts as texts } from './texts.ts';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A heading and rows: stands while a page's code is fetched. */
export function PageSkeleton(): ReactNode {
  return (
    <Stack gap="xs" aria-busy="true" aria-label={texts.loading}>
      <Skeleton height={32} width={240} mb="md" />
      {rows.map((row) => (
        <Skeleton key={row} height={48} />
      ))}
    </Stack>
  );
}

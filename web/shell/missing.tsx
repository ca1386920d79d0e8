import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../parts/empty-state.tsx';
import { useTitle } from '../parts/title.tsx';
import type { Role } from '../session.tsx';
import { shellTexts as texts } from './texts.ts';

/** For a path that no page has, or one whose page needs a higher role. */
export function Missing({ least }: { least?: Role }): ReactNode {
  const title = least ? texts.forbidden : texts.missing;
  useTitle(title);
  return (
    <EmptyState title={title} hint={least ? texts.forbiddenHint(least) : texts.missingHint}>
      <Button component={Link} href="/" variant="default">
        {texts.goHome}
      </Button>
    </EmptyState>
  );
}

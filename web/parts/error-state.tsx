import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ApiFailure } from '../api.ts';
import { EmptyState } from './empty-state.tsx';
import { partTexts as texts } from './texts.ts';

interface ErrorStateProps {
  error: Error;
  onRetry?: () => unknown;
  /** Another way out, such as a link back to the list. */
  children?: ReactNode;
}

/** In place of what could not be loaded: the true reason, and what to do. */
export function ErrorState({ error, onRetry, children }: ErrorStateProps): ReactNode {
  const { title, hint } = wordsOf(error);
  return (
    <div role="alert">
      <EmptyState title={title} hint={hint}>
        {onRetry && (
          <Button variant="default" onClick={() => onRetry()}>
            {texts.retry}
          </Button>
        )}
        {children}
      </EmptyState>
    </div>
  );
}

/** An error in the app's words; the server's own message where it says more. */
export function wordsOf(error: Error): { title: string; hint: string } {
  if (!(error instanceof ApiFailure)) return { title: texts.unreachable, hint: texts.unreachableHint };
  const { status, message } = error;
  if (status === 404) return { title: texts.notFound, hint: message };
  if (status === 403) return { title: texts.forbidden, hint: message };
  return { title: texts.failed, hint: status >= 500 ? texts.serverFault : message };
}

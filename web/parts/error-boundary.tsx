import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { EmptyState } from './empty-state.tsx';
import classes from './states.module.css';
import { partTexts as texts } from './texts.ts';

interface State {
  error: Error | null;
}

/** Catches what a page throws, so that the rest of the app goes on. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const outdated = isMissingCode(error);
    return (
      <div role="alert">
        <EmptyState
          title={outdated ? texts.newVersion : texts.crashed}
          hint={outdated ? texts.newVersionHint : texts.crashedHint}
        >
          {!outdated && <pre className={classes.words}>{error.message}</pre>}
          <Button onClick={() => location.reload()}>{texts.reload}</Button>
        </EmptyState>
      </div>
    );
  }
}

/** After an update the server has no longer the pieces that a page of before asks for. */
const isMissingCode = ({ message }: Error): boolean =>
  /dynamically imported module|Importing a module script failed|preload CSS/i.test(message);

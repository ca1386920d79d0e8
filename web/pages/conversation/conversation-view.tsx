import { useMediaQuery } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { answerOf, api } from '../../api.ts';
import { toastError } from '../../parts/toast.ts';
import { NarrowContent, WideContent } from './content.tsx';
import classes from './conversation.module.css';
import { type Conversation, conversationKey, pathOf, type Transcript } from './data.ts';
import { Head } from './head/head.tsx';
import { Keys } from './keys.tsx';
import { PlayerBar } from './player/player-bar.tsx';
import { Deleted } from './states/deleted.tsx';
import { useConversationView } from './use-conversation-view.ts';
import { ViewProvider } from './view.ts';

const Dialogs = lazy(() => import('./dialogs/dialogs.tsx'));

interface ConversationViewProps {
  conversation: Conversation;
  transcript: Transcript | null;
}

export function ConversationView({ conversation, transcript }: ConversationViewProps): ReactNode {
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const { view, asked, words, dialog, tab, setTab } = useConversationView(conversation, transcript);
  const deletion = useDeletion(conversation.id);
  const { player } = view;
  const { recording } = conversation;
  if (deletion.isDeleted) return <Deleted title={conversation.title} onUndo={deletion.undo} />;
  const Content = isPhone ? NarrowContent : WideContent;
  return (
    <ViewProvider value={view}>
      <KeyboardSpace>
        <Keys />
        <Head
          onDelete={() => {
            player?.audio.pause();
            deletion.remove();
          }}
        />
        <Content asked={asked} words={words} tab={tab} onTab={setTab} />
        {player && recording && (
          <PlayerBar player={player} recording={recording} isPhone={isPhone ?? false} />
        )}
      </KeyboardSpace>
      <Suspense fallback={null}>
        <Dialogs dialog={dialog} />
      </Suspense>
    </ViewProvider>
  );
}

/** A button that was reached by Tab keeps the space bar for itself; one that was clicked leaves it to the player. */
function KeyboardSpace({ children }: { children: ReactNode }): ReactNode {
  const [tabbed] = useState({ isNow: false });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches how its buttons are reached.
    <div
      className={classes.page}
      onPointerDownCapture={() => {
        tabbed.isNow = false;
      }}
      onKeyDown={({ key, target, stopPropagation }) => {
        if (key === 'Tab') tabbed.isNow = true;
        const isOwn =
          target instanceof HTMLElement && target.closest('button, a, [role="checkbox"]') !== null;
        if (key === ' ' && tabbed.isNow && isOwn) stopPropagation();
      }}
    >
      {children}
    </div>
  );
}

/** Deletes at once; the way back is open for eight seconds here, and for a week on the server. */
function useDeletion(id: string): { isDeleted: boolean; remove: () => void; undo: () => void } {
  const client = useQueryClient();
  const [isDeleted, setDeleted] = useState(false);
  const send = async (deleted: boolean): Promise<void> => {
    setDeleted(deleted);
    try {
      const params = pathOf(id);
      if (deleted) await answerOf(api.DELETE('/conversations/{id}', { params }));
      else await answerOf(api.POST('/conversations/{id}/restore', { params }));
      if (!deleted) await client.invalidateQueries({ queryKey: conversationKey(id) });
      void client.invalidateQueries({ queryKey: ['conversations'] });
    } catch (error) {
      setDeleted(!deleted);
      toastError(error instanceof Error ? error : new Error(String(error)));
    }
  };
  return { isDeleted, remove: () => void send(true), undo: () => void send(false) };
}

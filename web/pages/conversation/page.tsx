import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'wouter';
import { ApiFailure } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { useTitle } from '../../parts/title.tsx';
import { ConversationView } from './conversation-view.tsx';
import { useConversation, useTranscript } from './data.ts';
import { ConversationSkeleton } from './states/skeleton.tsx';
import { conversationTexts as texts } from './texts.ts';

export default function ConversationPage(): ReactNode {
  const { id = '' } = useParams<{ id: string }>();
  const conversation = useConversation(id);
  const transcript = useTranscript(id, conversation.data?.transcript_revision);
  useTitle(conversation.data?.title ?? null);
  const error = conversation.error ?? transcript.error;
  if (conversation.data && transcript.data !== undefined)
    return <ConversationView key={id} conversation={conversation.data} transcript={transcript.data} />;
  if (error instanceof ApiFailure && (error.status === 404 || error.status === 400)) return <NotFound />;
  if (error)
    return (
      <ErrorState error={error} onRetry={() => Promise.all([conversation.refetch(), transcript.refetch()])} />
    );
  return <ConversationSkeleton />;
}

function NotFound(): ReactNode {
  return (
    <EmptyState title={texts.notFound} hint={texts.notFoundHint}>
      <Button component={Link} href="/conversations" variant="default">
        {texts.toConversations}
      </Button>
    </EmptyState>
  );
}

import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api, type Schemas } from '../../api.ts';
import { toast, toastError } from '../../parts/toast.ts';
import { PastePreview } from './paste-preview.tsx';
import { newTexts as texts } from './texts.ts';

/** Typing goes on while the server reads what was there. */
const settleMs = 400;

export function PasteTab(): ReactNode {
  const [text, setText] = useState('');
  const [format, setFormat] = useState<string | null>(null);
  const [told, setTold] = useState({ title: '', company: '' });
  const [settled] = useDebouncedValue(text, settleMs);
  const add = useAdd();
  const body = { text, ...(format && { format }) };
  const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value.trim() !== ''));
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      <Stack>
        <Textarea
          label={texts.text}
          description={texts.textHint}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={12}
          maxRows={24}
          spellCheck={false}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={texts.pasteTitle}
            description={texts.pasteTitleHint}
            maxLength={500}
            value={told.title}
            onChange={(event) => setTold({ ...told, title: event.currentTarget.value })}
          />
          <TextInput
            label={texts.company}
            description={texts.companyHint}
            maxLength={500}
            value={told.company}
            onChange={(event) => setTold({ ...told, company: event.currentTarget.value })}
          />
        </SimpleGrid>
        <Group>
          <Button
            loading={add.isPending}
            disabled={text.trim() === ''}
            onClick={() => add.mutate({ ...body, ...given })}
          >
            {texts.add}
          </Button>
        </Group>
      </Stack>
      <PastePreview text={settled} format={format} onFormat={setFormat} />
    </SimpleGrid>
  );
}

/** Leads to the conversation that the text became. */
function useAdd() {
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (body: Schemas['PastedTranscript']) => answerOf(api.POST('/transcripts', { body })),
    onError: toastError,
    onSuccess({ conversation_id: id, already_here: isOld }) {
      void toast({ message: isOld ? texts.already : texts.added, tone: isOld ? 'plain' : 'positive' });
      navigate(`/conversations/${id}`);
    },
  });
}

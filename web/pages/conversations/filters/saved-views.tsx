import { ActionIcon, Button, Group, Menu, Modal, Text, TextInput } from '@mantine/core';
import IconBookmark from '@tabler/icons-react/icons/IconBookmark';
import IconX from '@tabler/icons-react/icons/IconX';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf, api, type Schemas } from '../../../api.ts';
import { toast, toastError, undoable } from '../../../parts/toast.ts';
import { useViews, viewsKey } from '../data.ts';
import { viewOf } from '../query.ts';
import { listTexts as texts } from '../texts.ts';

type View = Schemas['SavedView'];

/** The reader's own views of the list, and a way to keep this one. */
export function SavedViews({ params }: { params: URLSearchParams }): ReactNode {
  const { data: views = [] } = useViews();
  const [path, navigate] = useLocation();
  const [naming, setNaming] = useState(false);
  const query = viewOf(params);
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={16} />}>
          {texts.views}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map((view) => (
          <Group key={view.id} wrap="nowrap" gap={0}>
            <Menu.Item
              onClick={() => navigate(`${path}?${view.query}`)}
              aria-current={view.query === query || undefined}
              flex={1}
            >
              {view.name}
            </Menu.Item>
            <ForgetView view={view} />
          </Group>
        ))}
        {views.length > 0 && <Menu.Divider />}
        {query ? (
          <Menu.Item onClick={() => setNaming(true)}>{texts.saveView}</Menu.Item>
        ) : (
          views.length === 0 && (
            <Text c="dimmed" size="xs" p="xs">
              {texts.viewsEmpty}
            </Text>
          )
        )}
      </Menu.Dropdown>
      {naming && <NameView query={query} onClose={() => setNaming(false)} />}
    </Menu>
  );
}

function ForgetView({ view }: { view: View }): ReactNode {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: viewsKey });
  const { name, query } = view;
  const forget = useMutation({
    mutationFn: () => answerOf(api.DELETE('/saved-views/{id}', { params: { path: { id: view.id } } })),
    onSuccess: async () => {
      undoable(texts.forgotten, async () => {
        await answerOf(api.POST('/saved-views', { body: { name, query } }));
        await again();
      });
      await again();
    },
    onError: toastError,
  });
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={texts.forget(name)} onClick={() => forget.mutate()}>
      <IconX size={14} />
    </ActionIcon>
  );
}

function NameView({ query, onClose }: { query: string; onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (name: string) => answerOf(api.POST('/saved-views', { body: { name, query } })),
    onSuccess: async () => {
      onClose();
      void toast({ message: texts.saved, tone: 'positive' });
      await client.invalidateQueries({ queryKey: viewsKey });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    save.mutate(String(new FormData(event.currentTarget).get('name')).trim());
  };
  return (
    <Modal opened onClose={onClose} title={texts.saveView} centered>
      <form onSubmit={submit}>
        <TextInput
          name="name"
          label={texts.viewName}
          maxLength={100}
          required
          error={save.error?.message}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" loading={save.isPending}>
            {texts.save}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

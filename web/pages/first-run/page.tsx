import { Stepper } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schemas } from '../../api.ts';
import { Entry } from '../../parts/entry.tsx';
import { faultOf } from '../../parts/field-fault.ts';
import { type LinkFacts, WithLink } from '../../parts/link.tsx';
import { sessionKey } from '../../session.tsx';
import { CompanyForm } from './company-form.tsx';
import { Done } from './done.tsx';
import type { Company, Owner } from './given.ts';
import { PersonForm } from './person-form.tsx';
import { firstRunTexts as texts } from './texts.ts';

export default function FirstRunPage(): ReactNode {
  return <WithLink purpose="first_run">{(link) => <Steps {...link} />}</WithLink>;
}

const personFields = ['name', 'email', 'password'];

/** You, your company, done: nothing is stored before the end of the second. */
function Steps({ secret, facts }: { secret: string; facts: LinkFacts }): ReactNode {
  const [step, setStep] = useState(0);
  const [owner, setOwner] = useState<Owner>({
    name: facts.user?.name ?? '',
    email: facts.user?.email ?? '',
    password: '',
  });
  const complete = useComplete((error) => {
    if (personFields.some((field) => faultOf(error, field))) setStep(0);
  });
  const finish = (company: Company): void => {
    const body = { ...company, ...owner, link: secret };
    complete.mutate(body, { onSuccess: () => setStep(2) });
  };
  return (
    <Entry title={step === 2 ? texts.doneTitle(complete.data?.session.account.name ?? '') : texts.title}>
      <Stepper active={step} size="xs" iconSize={26} allowNextStepsSelect={false} mb="lg">
        {Object.values(texts.steps).map((label) => (
          <Stepper.Step key={label} label={label} allowStepSelect={false} />
        ))}
      </Stepper>
      {step === 0 && (
        <PersonForm
          owner={owner}
          isKnown={facts.user !== null}
          error={complete.error}
          onNext={(given) => {
            setOwner(given);
            setStep(1);
          }}
        />
      )}
      {step === 1 && (
        <CompanyForm
          error={complete.error}
          isPending={complete.isPending}
          onBack={() => setStep(0)}
          onFinish={finish}
        />
      )}
      {step === 2 && <Done />}
    </Entry>
  );
}

type Body = Owner & Company & { link: string };

function useComplete(onError: (error: Error) => void) {
  const client = useQueryClient();
  return useMutation<Schemas['SessionAnswer'], Error, Body>({
    mutationFn: (body) => answerOf(api.POST('/first-run', { body })),
    // The page itself goes on to its last step.
    onSuccess: ({ session }) => client.setQueryData(sessionKey, session),
    onError,
  });
}

import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiParameter } from '../../../contract/reference/api-reference.ts';
import classes from './api-reference.module.css';
import { ExtensionMark } from './marks.tsx';
import { apiReferenceTexts as texts } from './texts.ts';

interface ParameterFieldProps {
  parameter: ApiParameter;
  /** Empty: left out. */
  value: string;
  onChange: (value: string) => void;
}

export function ParameterField({ parameter, value, onChange }: ParameterFieldProps): ReactNode {
  const { name, description, isRequired, example, bounds } = parameter;
  const choices = parameter.type === 'boolean' ? ['true', 'false'] : parameter.values;
  const otherwise = bounds.find((bound) => bound.startsWith('default '))?.slice('default '.length);
  const common = {
    label: <Label parameter={parameter} />,
    description,
    value,
    required: isRequired,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  if (choices.length === 0)
    return (
      <TextInput
        {...common}
        name={name}
        placeholder={otherwise ? texts.otherwise(otherwise) : texts.such(String(example ?? ''))}
        autoComplete="off"
        spellCheck={false}
      />
    );
  const leftOut = { value: '', label: otherwise ? texts.otherwise(otherwise) : texts.leaveOut };
  return <NativeSelect {...common} name={name} data={[leftOut, ...choices]} />;
}

function Label({
  parameter: { name, type, in: place, isRequired, isExtension },
}: {
  parameter: ApiParameter;
}): ReactNode {
  return (
    <>
      <code className={classes.name}>{name}</code> <span className={classes.type}>{type}</span>{' '}
      <span className={classes.type}>{texts.places[place]}</span>{' '}
      {isRequired && <span className={classes.told}>{texts.required}</span>}{' '}
      {isExtension && <ExtensionMark />}
    </>
  );
}

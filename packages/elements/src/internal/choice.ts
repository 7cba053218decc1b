import { warnOnce } from './warn.ts';

/** The value of an attribute that takes a closed list of values, or the default with one warning in development. */
export function choice<Value extends string>(
  element: HTMLElement,
  attribute: string,
  given: string | null | undefined,
  values: readonly Value[],
  otherwise: Value,
): Value;
export function choice<Value extends string>(
  element: HTMLElement,
  attribute: string,
  given: string | null | undefined,
  values: readonly Value[],
  otherwise: undefined,
): Value | undefined;
export function choice<Value extends string>(
  element: HTMLElement,
  attribute: string,
  given: string | null | undefined,
  values: readonly Value[],
  otherwise: Value | undefined,
): Value | undefined {
  if (values.includes(given as Value)) return given as Value;
  if (import.meta.env.DEV && given)
    warnOnce(
      `<${element.localName} ${attribute}="${given}"> is not one of its values; use ${values.map((value) => `"${value}"`).join(', ')}. ` +
        `Taken as ${otherwise ? `"${otherwise}"` : 'not given'}.`,
    );
  return otherwise;
}

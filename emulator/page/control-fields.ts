import { element } from './dom.ts'

export function section(title: string, ...rows: HTMLElement[]): HTMLElement {
  return element('fieldset', {}, element('legend', {}, title), ...rows)
}

export function row(...children: HTMLElement[]): HTMLElement {
  return element('div', { class: 'controls-row' }, ...children)
}

/** Buttons in two columns. */
export function pairs(...buttons: HTMLElement[]): HTMLElement {
  return element('div', { class: 'controls-pairs' }, ...buttons)
}

export function labelled(label: string, field: HTMLElement): HTMLElement {
  return element('label', {}, element('span', {}, label), field)
}

export function choice(options: readonly (readonly [string, string])[], chosen: string, onChange?: (value: string) => void): HTMLSelectElement {
  const made = element('select', {}, ...options.map(([value, label]) => element('option', { value, selected: value === chosen }, label)))
  made.addEventListener('change', () => onChange?.(made.value))
  return made
}

export function field(value: string, attributes: Record<string, string> = {}): HTMLInputElement {
  return element('input', { value, ...attributes })
}

export function toggle(label: string, on: boolean, onChange: (on: boolean) => void): HTMLElement {
  const box = element('input', { type: 'checkbox', checked: on })
  box.addEventListener('change', () => onChange(box.checked))
  return element('label', { class: 'controls-toggle-row' }, box, element('span', {}, label))
}

export function hint(text: string): HTMLElement {
  return element('p', { class: 'controls-hint' }, text)
}

/** Choices whose value is their label. */
export function same(values: readonly string[]): (readonly [string, string])[] {
  return values.map(value => [value, value] as const)
}

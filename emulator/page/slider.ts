import { button, element } from './dom.ts'

export interface Slider {
  body: HTMLElement
  close(): void
}

/** A panel that slides over the page; the last one opened lies on top. */
export function openSlider(path: string, title: string, onClose: () => void): Slider {
  const body = element('div', { class: 'slider-body' })
  const close = () => {
    layer.remove()
    onClose()
  }
  const layer = element('div', { 'class': 'slider', 'data-testid': 'slider', 'data-path': path, 'role': 'dialog', 'aria-label': title },
    element('div', { class: 'slider-panel' },
      button('✕', close, { 'class': 'slider-close', 'data-testid': 'slider-close', 'aria-label': 'Close' }),
      element('h1', { class: 'slider-title' }, title),
      body,
    ),
  )
  document.body.append(layer)
  return { body, close }
}

/** A page of the portal nobody has drawn: its title and the shape of a text. */
export function openPortalPage(path: string, onClose: () => void): void {
  const url = new URL(path, location.origin)
  url.searchParams.delete('IFRAME')
  url.searchParams.delete('IFRAME_TYPE')
  const shown = `${url.pathname}${url.search}`
  const { body } = openSlider(shown, pageTitle(url.pathname), onClose)
  body.append(element('p', { class: 'slider-path' }, shown))
  for (const width of ['72%', '88%', '64%', '80%', '38%']) {
    const line = element('div', { class: 'slider-line' })
    line.style.inlineSize = width
    body.append(line)
  }
}

const TITLES: [RegExp, string][] = [
  [/\/tasks\/task\/view\/\d+/, 'Task'],
  [/\/tasks\//, 'Tasks'],
  [/^\/crm\/deal\//, 'Deal'],
  [/^\/crm\/lead\//, 'Lead'],
  [/^\/crm\//, 'CRM'],
  [/^\/company\/personal\/user\//, 'Profile'],
  [/^\/workgroups\//, 'Workgroup'],
]

function pageTitle(pathname: string): string {
  return TITLES.find(([pattern]) => pattern.test(pathname))?.[1] ?? 'Page'
}

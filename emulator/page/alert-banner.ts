import { button, element } from './dom.ts'

/** Stands in for the portal's `window.alert`, which would stop the page. */
export function showAlert(text: string): void {
  const banner = element('div', { 'class': 'alert-banner', 'role': 'alert', 'data-testid': 'portal-alert' },
    text,
    button('OK', () => banner.remove()),
  )
  document.body.append(banner)
}

/** Everything that the page throws and nobody catches, from now on. */
export function pageErrors(): string[] {
  const errors: string[] = []
  addEventListener('error', ({ message }) => errors.push(message))
  addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)))
  return errors
}

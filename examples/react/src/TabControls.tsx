import { PEOPLE, type SideName } from 'example-shared'

/** Who this tab is. */
export function TabControls({ side, isAlone }: { side: SideName; isAlone: boolean }) {
  return (
    <section className="controls" aria-label="This tab">
      <p className="you">
        This tab is <span data-testid="you">{PEOPLE[side]}</span>.
      </p>
      {isAlone && (
        <a className="start" href="?tabs" target="_blank" rel="noopener">
          Open the second tab
        </a>
      )}
    </section>
  )
}

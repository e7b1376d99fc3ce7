import type { CallSnapshot } from 'example-shared'
import type { ReactNode } from 'react'

export function CallStats({ snapshot }: { snapshot: CallSnapshot }) {
  const { lifeLeft, expiresIn, relayed, rotations, restarts, largestPause } = snapshot
  return (
    <section className="panel stats" aria-label="Figures">
      <div className="life" data-low={lifeLeft < 0.15}>
        <svg viewBox="0 0 120 120" aria-hidden="true">
          <circle className="life-track" cx="60" cy="60" r="52" />
          <circle className="life-left" cx="60" cy="60" r="52" pathLength="1" strokeDasharray={`${lifeLeft} 2`} />
        </svg>
        <p>
          <span className="life-number" data-testid="expires-in">
            {expiresIn}
          </span>{' '}
          <span className="life-unit">seconds left</span>
        </p>
      </div>
      <dl className="figures">
        <Figure label="Goes through the relay">
          <span data-testid="relayed">{relayed}</span>
        </Figure>
        <Figure label="Moves to a newer credential">
          <span data-testid="rotations">{rotations}</span>
        </Figure>
        <Figure label="ICE restarts">
          <span data-testid="restarts">{restarts}</span>
        </Figure>
        <Figure label="Longest pause">
          <span data-testid="largest-pause-ms">{largestPause}</span> <small>ms</small>
        </Figure>
      </dl>
    </section>
  )
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function PageHeader({ isTwoTabs }: { isTwoTabs: boolean }) {
  return (
    <header className="header">
      <div className="top">
        <p className="brand">
          <svg className="brand-mark" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 2v20M3.3 7l17.4 10M20.7 7 3.3 17M9.5 3.5 12 6l2.5-2.5M9.5 20.5 12 18l2.5 2.5" />
          </svg>
          freshice
          <span className="framework">
            <svg className="framework-mark" viewBox="-12 -11 24 22" aria-hidden="true">
              <circle r="2" fill="currentColor" />
              <g fill="none" stroke="currentColor">
                <ellipse rx="11" ry="4.2" />
                <ellipse rx="11" ry="4.2" transform="rotate(60)" />
                <ellipse rx="11" ry="4.2" transform="rotate(120)" />
              </g>
            </svg>
            React
          </span>
        </p>
        <nav className="modes" aria-label="Where the call runs">
          <a href="./" aria-current={isTwoTabs ? undefined : 'page'}>
            One page
          </a>
          <a href="?tabs" aria-current={isTwoTabs ? 'page' : undefined}>
            Two tabs
          </a>
        </nav>
      </div>
      <h1>A call that outlives its credentials</h1>
      <p className="lead">
        Calls often run through a relay (a TURN server) that cuts them off when their short-lived password, the{' '}
        <strong>credential</strong>, ends; here freshice moves a call to the next one in time, and nobody notices.
      </p>
    </header>
  )
}

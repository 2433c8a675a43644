// A job that may have been bought: what is known, and three ways on. Sends back ids only.
import { useState } from 'react';
import { HelpCircle, RefreshCw, RotateCcw, Trash2 } from 'lucide-react';

const WORDS = {
  en: {
    title: (label, price) => `${label} may or may not have been bought (${price})`,
    settled: (label) => `${label}: decided`,
    held: 'Its price stays reserved until you decide. Nothing is bought again by itself.',
    check: 'Check again', again: (price) => `Try again (${price} more)`, lost: 'Count it as lost',
    sending: 'One moment …'
  },
  de: {
    title: (label, price) => `${label} wurde vielleicht gekauft, vielleicht nicht (${price})`,
    settled: (label) => `${label}: entschieden`,
    held: 'Der Preis bleibt reserviert, bis du entscheidest. Von selbst wird nichts noch einmal gekauft.',
    check: 'Noch mal nachfragen', again: (price) => `Neu kaufen (noch einmal ${price})`, lost: 'Als verloren zählen',
    sending: 'Einen Moment …'
  }
};

const UncertainJob = adflow.once('UncertainJob', () => function UncertainJob({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  const [click, sent, lost] = adflow.useClick(useState, callAction);
  const open = props.status === 'open';
  const price = adflow.dollars(props.amount, props.language);

  const button = (decision, Icon, text) => (
    <button
      type="button" className="af-button" disabled={!!sent}
      onClick={() => click('uncertain', { job: props.job, decision }, decision)}
    >
      <Icon aria-hidden="true" />{sent === decision ? words.sending : text}
    </button>
  );

  if (!open) {
    return <section className="af-card af-uncertain"><div className="af-muted">{words.settled(props.label)}</div></section>;
  }
  return (
    <section className="af-card af-uncertain" aria-label={words.title(props.label, price)}>
      <header className="af-head">
        <HelpCircle className="af-mark af-mark-failed" aria-hidden="true" />
        <div className="af-head-text">
          <h3 className="af-title">{words.title(props.label, price)}</h3>
          <div className="af-muted">{props.provider} · {props.model}</div>
        </div>
      </header>
      <p className="af-summary">{props.problem}</p>
      <p className="af-muted">{words.held}</p>
      <div className="af-actions">
        {props.can_check ? button('check', RefreshCw, words.check) : null}
        {button('again', RotateCcw, words.again(price))}
        {button('lost', Trash2, words.lost)}
      </div>
      {lost ? <p className="af-error" role="alert">{adflow.lost(props.language)}</p> : null}
    </section>
  );
});

export default <UncertainJob props={props} callAction={callAction} />;

// What a yes will make and cost. The buttons send back the quote's id and nothing else.
import { useState } from 'react';
import { Check, ChevronDown, Recycle, X } from 'lucide-react';

const WORDS = {
  en: {
    title: 'Ready when you are', free: 'Free', builtIn: 'built-in studio', about: 'about',
    reused: (n) => `${n} reused, as they are`, yes: 'Yes, make it', no: 'Not now',
    lines: 'Everything in this quote', kept: 'reused',
    approved: 'Approved', declined: 'Not made', superseded: 'Replaced by something newer',
    sending: 'One moment …', failed: 'That did not reach the studio. Please try again.',
    min: 'min', sec: 's',
    kinds: {
      picture: ['picture', 'pictures'], clip: ['clip', 'clips'], sound: ['sound', 'sounds'],
      music: ['music track', 'music tracks'], master: ['scene', 'scenes'], mix: ['sound mix', 'sound mixes'],
      cut: ['film', 'films']
    }
  },
  de: {
    title: 'Bereit, wenn du es bist', free: 'Kostenlos', builtIn: 'eingebautes Studio', about: 'etwa',
    reused: (n) => `${n} unverändert wiederverwendet`, yes: 'Ja, los geht’s', no: 'Jetzt nicht',
    lines: 'Alles in diesem Angebot', kept: 'wiederverwendet',
    approved: 'Freigegeben', declined: 'Nicht gemacht', superseded: 'Durch Neueres ersetzt',
    sending: 'Einen Moment …', failed: 'Das kam im Studio nicht an. Bitte versuch es noch einmal.',
    min: 'Min.', sec: 's',
    kinds: {
      picture: ['Bild', 'Bilder'], clip: ['Clip', 'Clips'], sound: ['Geräusch', 'Geräusche'],
      music: ['Musikstück', 'Musikstücke'], master: ['Szene', 'Szenen'], mix: ['Mischung', 'Mischungen'],
      cut: ['Film', 'Filme']
    }
  }
};

function price(microdollars, words, language) {
  if (!microdollars) return words.free;
  const digits = microdollars % 10000 ? 4 : 2;
  return (microdollars / 1e6).toLocaleString(language, {
    style: 'currency', currency: 'USD', minimumFractionDigits: 2, maximumFractionDigits: digits
  });
}

function duration(seconds, words) {
  return seconds < 90
    ? `${Math.max(5, Math.ceil(seconds / 5) * 5)} ${words.sec}`
    : `${Math.round(seconds / 60)} ${words.min}`;
}

const QuoteCard = adflow.once('QuoteCard', () => function QuoteCard({ props, callAction }) {
  const words = WORDS[props.language] || WORDS.en;
  const [sent, setSent] = useState('');
  const [failed, setFailed] = useState(false);
  const [open, setOpen] = useState(false);
  const pending = props.status === 'pending';

  const decide = async (yes) => {
    setSent(yes ? 'yes' : 'no');
    setFailed(false);
    try {
      await callAction({ name: 'decide', payload: { quote: props.quote, yes } });
    } catch (error) {
      setFailed(true);
    }
    setSent('');
  };

  return (
    <section className={`af-card af-quote af-quote-${props.status}`} aria-label={words.title}>
      <header className="af-head">
        <div className="af-head-text">
          <div className="af-kicker">{pending ? words.title : words[props.status]}</div>
          <p className="af-summary">{props.summary}</p>
        </div>
        <div className="af-price">
          <strong>{price(props.total, words, props.language)}</strong>
          <span>{props.total ? null : `${words.builtIn} · `}{words.about} {duration(props.seconds, words)}</span>
        </div>
      </header>
      <div className="af-chips">
        {props.made.map((one) => (
          <span key={one.kind} className="af-chip">
            <b>{one.count}</b> {words.kinds[one.kind][one.count === 1 ? 0 : 1]}
          </span>
        ))}
        {props.reused ? (
          <span className="af-chip af-chip-quiet"><Recycle aria-hidden="true" />{words.reused(props.reused)}</span>
        ) : null}
      </div>
      {props.remarks?.length ? (
        <ul className="af-remarks">{props.remarks.map((one) => <li key={one}>{one}</li>)}</ul>
      ) : null}
      <button type="button" className="af-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <ChevronDown aria-hidden="true" className={open ? 'af-turned' : ''} />{words.lines}
      </button>
      {open ? (
        <ul className="af-lines">
          {props.lines.map((line, index) => (
            <li key={index} className={line.reused ? 'af-muted' : ''}>
              <span>{line.label}</span>
              <span>{line.reused ? words.kept : price(line.price, words, props.language)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {pending ? (
        <div className="af-actions">
          <button type="button" className="af-button af-primary" disabled={!!sent} onClick={() => decide(true)}>
            <Check aria-hidden="true" />{sent === 'yes' ? words.sending : words.yes}
          </button>
          <button type="button" className="af-button" disabled={!!sent} onClick={() => decide(false)}>
            <X aria-hidden="true" />{words.no}
          </button>
        </div>
      ) : null}
      {failed ? <p className="af-error" role="alert">{words.failed}</p> : null}
    </section>
  );
});

export default <QuoteCard props={props} callAction={callAction} />;

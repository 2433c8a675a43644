// What the chat's page does not do by itself: it says which language it is in, keeps the thread in
// the address bar on every screen size, brings a new card into view, and gives our elements what
// they share: a component that stays the same when it is drawn again, clicks, prices, times.
(() => {
  // Chainlit evaluates an element's file anew at every redraw. With a component of its own each time
  // React would throw the old one away: a playing film would stop, an open list close.
  const made = {};
  window.adflow = {
    once: (name, make) => (made[name] = made[name] || make()),

    // A click that is on its way: which one, whether it got there, and how to send one.
    useClick(useState, callAction) {
      const [sent, setSent] = useState('');
      const [lost, setLost] = useState(false);
      const click = async (name, payload, mark = name) => {
        setSent(mark);
        setLost(false);
        try {
          await callAction({ name, payload });
        } catch (error) {
          setLost(true);
        }
        setSent('');
      };
      return [click, sent, lost];
    },
    // Puts words into the composer, for the person to end the sentence.
    begin(text) {
      const box = document.querySelector('#chat-input');
      if (!box) return;
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.focus();
    },
    lost: (language) => (language === 'de'
      ? 'Das kam im Studio nicht an. Bitte versuch es noch einmal.'
      : 'That did not reach the studio. Please try again.'),

    number: (value, language, digits = 1) =>
      value.toLocaleString(language, { maximumFractionDigits: digits }),
    price(microdollars, language) {
      if (!microdollars) return language === 'de' ? 'Kostenlos' : 'Free';
      return adflow.dollars(microdollars, language);
    },
    dollars: (microdollars, language) => (microdollars / 1e6).toLocaleString(language, {
      style: 'currency', currency: 'USD', minimumFractionDigits: 2,
      maximumFractionDigits: microdollars % 10000 ? 4 : 2
    }),
    duration(seconds, language) {
      if (seconds < 90) return `${Math.max(5, Math.ceil(seconds / 5) * 5)} s`;
      return `${Math.round(seconds / 60)} ${language === 'de' ? 'Min.' : 'min'}`;
    },
    clock: (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`,
    bytes(count, language) {
      if (count < 1e6) return `${Math.ceil(count / 1e3)} kB`;
      return `${adflow.number(count / 1e6, language)} MB`;
    }
  };

  document.documentElement.lang = navigator.language || 'en';

  // The server names the thread once it has one. Then a refresh comes back to it.
  window.addEventListener('message', (event) => {
    const thread = event.data && event.data.adflowThread;
    if (event.origin !== location.origin || typeof thread !== 'string') return;
    // With its list of threads open, the page goes there itself, and better.
    setTimeout(() => {
      if (location.pathname === '/') history.replaceState(history.state, '', `/thread/${thread}`);
    }, 1500);
  });

  // A render of another page has ended: a notice that stays until it is read, or for a while.
  const NOTICE = 20000;                  // ms
  const node = (name, className, text) =>
    Object.assign(document.createElement(name), { className, textContent: text || '' });
  window.addEventListener('message', (event) => {
    const ended = event.data && event.data.adflowEnded;
    if (event.origin !== location.origin || !ended || typeof ended.text !== 'string') return;
    if (!/^\/open\/[\w-]+$/.test(ended.url) || document.getElementById(`af-ended-${ended.render}`)) return;
    let box = document.querySelector('.af-notices');
    if (!box) document.body.append(box = node('div', 'af-notices'));
    const notice = node('div', `af-notice ${ended.good ? '' : 'af-notice-bad'}`);
    notice.id = `af-ended-${ended.render}`;
    notice.setAttribute('role', 'status');
    const link = Object.assign(node('a', 'af-notice-open', ended.open), { href: ended.url });
    const close = Object.assign(node('button', 'af-notice-close', '×'), { type: 'button' });
    close.setAttribute('aria-label', ended.close);
    close.addEventListener('click', () => notice.remove());
    notice.append(node('span', 'af-notice-text', ended.text), link, close);
    box.append(notice);
    setTimeout(() => notice.remove(), NOTICE);
  });

  const CARDS = '.af-storyboard, .af-quote-pending, .af-progress, .af-film, .af-problem, .af-offers, .af-listed';
  const SETTLING = 4000;                 // ms in which a page that was just opened fills itself
  let openedAt = Date.now();
  let openedPath = location.pathname;
  let boardAt = 0;
  let waiting = 0;

  function scroller(node) {
    let parent = node.parentElement;
    while (parent && !/auto|scroll/.test(getComputedStyle(parent).overflowY)) parent = parent.parentElement;
    return parent;
  }

  function show(card) {
    const box = scroller(card);
    if (!box) return;
    const isBoard = card.matches('.af-storyboard');
    // Who reads further up is left in peace, and a storyboard is looked at before its price.
    const below = card.getBoundingClientRect().top - box.getBoundingClientRect().bottom;
    const settling = Date.now() - openedAt < SETTLING;
    if (!settling && below > box.clientHeight * 0.6) return;
    if (isBoard) boardAt = Date.now();
    else if (!settling && Date.now() - boardAt < 3000) return;
    card.scrollIntoView({ block: isBoard ? 'start' : 'nearest', behavior: settling ? 'auto' : 'smooth' });
  }

  // Who was sent here to sign in goes on to what they wanted, if that is a page of ours.
  const wanted = openedPath === '/login' ? new URLSearchParams(location.search).get('next') || '' : '';

  new MutationObserver((changes) => {
    if (location.pathname !== openedPath) {
      if (openedPath === '/login' && /^\/(keys|open\/[\w-]+)$/.test(wanted)) location.replace(wanted);
      if (openedPath !== '/') openedAt = Date.now();
      openedPath = location.pathname;
    }
    const cards = changes
      .flatMap((change) => [...change.addedNodes])
      .filter((node) => node.nodeType === Node.ELEMENT_NODE)
      .flatMap((node) => (node.matches(CARDS) ? [node] : [...node.querySelectorAll(CARDS)]));
    if (!cards.length) return;
    clearTimeout(waiting);
    const card = cards.find((one) => one.matches('.af-storyboard')) || cards[cards.length - 1];
    waiting = setTimeout(() => show(card), 80);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

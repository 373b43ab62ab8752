-- Derived data of one case. All of it can be made again from received/: `rejoinder rebuild`.

CREATE TABLE batches (
  number  INTEGER PRIMARY KEY,        -- in the order received
  name    TEXT NOT NULL UNIQUE,
  folder  TEXT NOT NULL,              -- its bag, below received/
  sender  TEXT NOT NULL,
  date    TEXT NOT NULL,
  own     INTEGER NOT NULL            -- 1: the subject's own archive, evidence and not disclosure
) STRICT;

CREATE TABLE blobs (                  -- the ingest ledger: one row for every file and everything inside one
  batch   INTEGER NOT NULL,
  path    TEXT NOT NULL,              -- inside the batch; members after !/
  parent  TEXT NOT NULL,              -- path of the document it hangs from
  sha256  TEXT NOT NULL,
  size    INTEGER NOT NULL,           -- bytes
  format  TEXT NOT NULL,
  outcome TEXT NOT NULL,              -- read, partial or refused
  inside  INTEGER NOT NULL,           -- blobs directly inside it
  PRIMARY KEY (batch, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX blobs_unread ON blobs (batch, path) WHERE outcome != 'read';

CREATE TABLE problems (
  batch   INTEGER NOT NULL,
  path    TEXT NOT NULL,
  what    TEXT NOT NULL,
  remedy  TEXT NOT NULL,
  code    TEXT NOT NULL,
  weight  TEXT NOT NULL,              -- flag, partial or refused
  spans   TEXT NOT NULL               -- [[start, end], …] in the document's text as JSON; empty: of the whole
) STRICT;
CREATE INDEX problems_at ON problems (batch, path);

CREATE TABLE documents (
  number     INTEGER PRIMARY KEY,     -- in the order read
  ref        TEXT NOT NULL UNIQUE,
  batch      INTEGER NOT NULL,
  path       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  parent     TEXT NOT NULL,           -- ref of the document it hangs from, or empty
  pages      INTEGER NOT NULL,
  date       TEXT NOT NULL,           -- ISO 8601 with its real precision
  author     TEXT NOT NULL,           -- as shown: "Name <address>"
  address    TEXT NOT NULL,           -- the author's address, lower case
  recipients TEXT NOT NULL,           -- as shown, one a line
  subject    TEXT NOT NULL,
  message_id TEXT NOT NULL,
  stripped   TEXT NOT NULL,           -- names of attachments here only as stubs, one a line
  words      INTEGER NOT NULL,
  body_start INTEGER NOT NULL,
  own_words  BLOB NOT NULL,           -- 8 bytes that are the same for documents of the same own words
  conversation TEXT NOT NULL          -- the same for the chat messages or posts of one conversation, or empty
) STRICT;
CREATE INDEX documents_at ON documents (batch, path);
CREATE INDEX documents_of ON documents (batch, conversation, date, number) WHERE conversation != '';
CREATE INDEX documents_same ON documents (sha256);
CREATE INDEX documents_words ON documents (own_words);
CREATE INDEX documents_authors ON documents (author, address);
CREATE INDEX documents_date ON documents (date, batch);
CREATE INDEX documents_order ON documents (date = '', date, path, number, kind, batch);

CREATE TABLE texts (
  document INTEGER PRIMARY KEY,
  text     TEXT NOT NULL              -- exact; spans count its characters
) STRICT;

CREATE TABLE beneath (                -- texts with the words beneath redactions; empty unless the person has them shown
  document INTEGER PRIMARY KEY,
  text     TEXT NOT NULL              -- as long as the one in texts, which has blocks in their place
) STRICT;

CREATE TABLE pages (
  document INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  width    REAL NOT NULL,             -- points
  height   REAL NOT NULL,
  words    BLOB NOT NULL,             -- zlib over rows of 2 int32 and 4 float32: start, end, left, top, right, bottom
  confidence REAL,                    -- of text recognition (OCR), 0 to 1; null where no word came from a picture
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE redactions (             -- places that look covered, or whose words say that something was taken out
  document INTEGER NOT NULL,
  page     INTEGER NOT NULL,          -- 0 where the document has no pages
  left     REAL NOT NULL,             -- points, from top left
  top      REAL NOT NULL,
  right    REAL NOT NULL,
  bottom   REAL NOT NULL,
  look     TEXT NOT NULL,             -- black, white, grey, coloured, hatched, marker, words
  label    TEXT NOT NULL,             -- what it says of itself, or empty
  start    INTEGER NOT NULL,          -- of its label, or of the word next to it
  end      INTEGER NOT NULL
) STRICT;
CREATE INDEX redactions_on ON redactions (document, page);

CREATE TABLE written (                -- how much of each page is written and covered, of documents with redactions
  document INTEGER NOT NULL,
  page     INTEGER NOT NULL,
  covered  REAL NOT NULL,             -- square points, or characters where the document has no pages
  written  REAL NOT NULL,
  PRIMARY KEY (document, page)
) STRICT, WITHOUT ROWID;

CREATE INDEX pages_recognised ON pages (document) WHERE confidence IS NOT NULL;

CREATE TABLE ids (                    -- message ids that are here
  key      TEXT NOT NULL,             -- lower case, no white space
  document INTEGER NOT NULL,
  PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX ids_of ON ids (document);

CREATE TABLE answers (                -- message ids that a header of a document that is here names
  key        TEXT NOT NULL,
  document   INTEGER NOT NULL,
  place      INTEGER NOT NULL,        -- 0 the message answered; 1 what that one answered; …
  written    TEXT NOT NULL,           -- the id as it stands
  PRIMARY KEY (key, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_of ON answers (document, place);

CREATE TABLE letters (                -- who wrote to whom in what was disclosed: a row for each recipient of a message
  sender    TEXT NOT NULL,            -- address in small letters, or else the name folded; empty where not known
  recipient TEXT NOT NULL,
  document  INTEGER NOT NULL,
  first     INTEGER NOT NULL,         -- 1 in one row of each message
  PRIMARY KEY (sender, recipient, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX letters_to ON letters (recipient);

CREATE TABLE spellings (              -- names and addresses as documents show them
  number   INTEGER PRIMARY KEY,       -- computed from both, so that it is the same in every case
  name     TEXT NOT NULL,
  address  TEXT NOT NULL,             -- lower case
  first    INTEGER NOT NULL           -- number of the document that shows it first
) STRICT;

CREATE TABLE parts (                  -- what part each spelling has in a document
  spelling INTEGER NOT NULL,
  document INTEGER NOT NULL,
  way      TEXT NOT NULL,             -- wrote, to, cc, bcc; author: named in a file as who wrote it; signed, present,
                                      -- apologies; called: what prose says they hold; statement: of an address
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,          -- 0: the header that names it
  role     TEXT NOT NULL,
  body     TEXT NOT NULL,
  telephone TEXT NOT NULL,            -- its digits, of a signature
  PRIMARY KEY (spelling, document, way, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX parts_in ON parts (document);
CREATE INDEX parts_held ON parts (spelling, role, body) WHERE role != '' OR body != '';

CREATE TABLE spelling_counts (        -- for each spelling, what a list shows
  spelling INTEGER PRIMARY KEY,
  wrote    INTEGER NOT NULL,          -- documents written or signed
  received INTEGER NOT NULL,
  named    INTEGER NOT NULL,          -- documents that name it otherwise
  own      INTEGER NOT NULL,          -- messages of the subject's own archive that it wrote
  first    TEXT NOT NULL,             -- dates of the first and the last of them
  last     TEXT NOT NULL
) STRICT;

CREATE TABLE roles (                  -- what spellings are said to hold, each role and body once
  spelling INTEGER NOT NULL,
  role     TEXT NOT NULL,
  body     TEXT NOT NULL,
  times    INTEGER NOT NULL,          -- places that say so
  first    TEXT NOT NULL,             -- dates of the first and the last document that says so
  last     TEXT NOT NULL,
  document INTEGER NOT NULL,          -- the first place
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (spelling, role, body)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (                  -- what shows that two spellings are of one person
  one      INTEGER NOT NULL,
  other    INTEGER NOT NULL,
  way      TEXT NOT NULL,             -- copies, signature, telephone, answer, statement, own archive
  document INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,
  PRIMARY KEY (one, other, way)
) STRICT, WITHOUT ROWID;

CREATE TABLE thread_indexes (         -- Outlook's header: 22 bytes of root, 5 a reply
  prefix   BLOB NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (prefix, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE quoted (                 -- messages as other messages quote them
  number     INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL,
  body       TEXT NOT NULL            -- the Quoted as JSON
) STRICT;
CREATE INDEX quoted_in ON quoted (document);

CREATE TABLE names (                  -- the names of all files received, as they are compared
  name     TEXT NOT NULL,
  batch    INTEGER NOT NULL,
  path     TEXT NOT NULL,
  outcome  TEXT NOT NULL,             -- read, partial or refused
  PRIMARY KEY (name, batch, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE mentions (               -- places that name an attachment
  document INTEGER NOT NULL,
  kind     TEXT NOT NULL,             -- scrubbed-link, attachment-list, file-mark, stub
  name     TEXT NOT NULL,
  address  TEXT NOT NULL,             -- the link's address, where there is one
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL
) STRICT;

CREATE TABLE allusions (              -- places in own words that speak of another document
  document  INTEGER NOT NULL,
  way       TEXT NOT NULL,            -- dated, with this, stock, marked, written, below, meeting, invited; said: what
                                      -- happened on a day; headed: the line with which a paper dates itself
  noun      TEXT NOT NULL,            -- letter, email, minutes …
  start     INTEGER NOT NULL,
  end       INTEGER NOT NULL,
  date      TEXT NOT NULL,            -- ISO 8601 as far as it was said
  relative  INTEGER NOT NULL,         -- 1: the date was reckoned from the document's own
  author    TEXT NOT NULL,            -- my, your, a name, or empty
  recipient TEXT NOT NULL,            -- me, you, a name, or empty
  mark      TEXT NOT NULL             -- the C of Appendix C, JB3 of an exhibit, or empty
) STRICT;

CREATE INDEX allusions_headed ON allusions (document, date) WHERE way = 'headed';
CREATE INDEX allusions_dated ON allusions (date) WHERE way IN ('dated', 'written');

CREATE TABLE fingerprints (           -- written a step at a time, read a part at a time
  part     INTEGER NOT NULL,
  step     INTEGER NOT NULL,
  own      BLOB NOT NULL,             -- uint64 values, then int64 document numbers: words of documents
  quoted   BLOB NOT NULL,             -- uint64 values, then int64 quoted numbers: words quoted
  PRIMARY KEY (part, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE passages (
  number   INTEGER PRIMARY KEY,
  document INTEGER NOT NULL,
  page     INTEGER NOT NULL,          -- 0 where the document has no pages
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL
) STRICT;
CREATE INDEX passages_of ON passages (document);

-- Folded by our own rules before it comes here, so that every engine sees the same characters.
CREATE VIRTUAL TABLE passage_words USING fts5 (
  words,                              -- the passage
  about,                              -- its document's name, author, recipients, subject and date
  content = '', tokenize = "unicode61 remove_diacritics 0"
);

CREATE TABLE findings (               -- what the last audit found
  number    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  rank      INTEGER NOT NULL,         -- of its kind, in the schedule
  date      TEXT NOT NULL,            -- of what is absent, or else of the first document that shows it
  file_name TEXT NOT NULL,
  kind      TEXT NOT NULL,
  closed    INTEGER NOT NULL,         -- 1: a later batch brought what was absent
  doubted   INTEGER NOT NULL,         -- 1: what we could not read may explain it
  said      TEXT NOT NULL,            -- the date of what is absent, or empty
  author    TEXT NOT NULL,            -- of what is absent, as shown, or empty
  recipients TEXT NOT NULL,           -- … one a line
  body      TEXT NOT NULL             -- the Finding as JSON
) STRICT;

CREATE TABLE proofs (                 -- which documents prove or close a finding
  finding  INTEGER NOT NULL,
  document TEXT NOT NULL,             -- its reference
  trace    TEXT NOT NULL,             -- the trace's id; empty for the document that closes the finding
  kind     TEXT NOT NULL              -- the trace's kind, or "closed by"
) STRICT;
CREATE INDEX proofs_in ON proofs (document);
CREATE INDEX proofs_by ON proofs (trace);

CREATE TABLE absent_people (          -- who wrote or was sent a message that is absent
  person   TEXT NOT NULL,             -- address in small letters, or else the name folded
  finding  INTEGER NOT NULL,
  PRIMARY KEY (person, finding)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (                 -- what documents propose for the chronology, each happening once
  number   INTEGER PRIMARY KEY,       -- in the order of time
  id       TEXT NOT NULL UNIQUE,
  date     TEXT NOT NULL,             -- ISO 8601 as far as it is known
  until    TEXT NOT NULL,             -- last day of a silence, or empty
  kind     TEXT NOT NULL,             -- message, post, letter, paper, meeting, document, said, silence
  party    TEXT NOT NULL,             -- ours, theirs, body, or empty
  batch    INTEGER NOT NULL,          -- of its first citation
  people   TEXT NOT NULL,             -- who wrote, then to whom, one a line
  about    TEXT NOT NULL              -- subject or title; of a document spoken of, what it is
) STRICT;
CREATE INDEX events_at ON events (date, number);
CREATE INDEX events_silent ON events (id) WHERE kind = 'silence';

CREATE TABLE event_citations (
  event    INTEGER NOT NULL,
  document INTEGER NOT NULL,
  start    INTEGER NOT NULL,
  end      INTEGER NOT NULL,          -- 0: of a message, the line that dates it; of a post, its words
  PRIMARY KEY (event, document, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX event_citations_in ON event_citations (document);

CREATE TABLE event_people (           -- who has a part in the documents that tell an event
  spelling INTEGER NOT NULL,
  date     TEXT NOT NULL,             -- of the event
  event    INTEGER NOT NULL,
  wrote    INTEGER NOT NULL,          -- 1 where they wrote it
  PRIMARY KEY (spelling, date, event)
) STRICT, WITHOUT ROWID;

CREATE TABLE asked (                  -- what the subject asked, with what answers it, when all was last compared
  number   INTEGER PRIMARY KEY,       -- in order of time
  body     TEXT NOT NULL              -- the Sent as JSON
) STRICT;

CREATE TABLE left_in (                -- what a sender may not mean to send, as the last look before sending found it
  kind     TEXT NOT NULL,
  key      TEXT NOT NULL,             -- the same for the same value, in whatever document
  value    TEXT NOT NULL,             -- in the one form in which it is compared
  batch    INTEGER NOT NULL,
  path     TEXT NOT NULL,
  document INTEGER NOT NULL,          -- 0 where no document came of the file
  times    INTEGER NOT NULL,
  places   TEXT NOT NULL,             -- [[page, start, end], …] of the first of them; page 0 without pages
  PRIMARY KEY (kind, batch, path, document, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX left_of ON left_in (key, kind);

CREATE TABLE left_values (            -- each value of left_in once
  kind     TEXT NOT NULL,
  key      TEXT NOT NULL,
  value    TEXT NOT NULL,
  files    INTEGER NOT NULL,
  times    INTEGER NOT NULL,
  first    TEXT NOT NULL,             -- batch and path of its first file
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX left_values_order ON left_values (kind, files DESC, times DESC, first, key);

CREATE TABLE left_files (             -- each file of left_in once
  kind     TEXT NOT NULL,
  batch    INTEGER NOT NULL,
  path     TEXT NOT NULL,
  held     INTEGER NOT NULL,          -- different values in it
  PRIMARY KEY (kind, batch, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE remembered (             -- what took long to find
  name     TEXT NOT NULL,             -- of what kind it is
  asked    TEXT NOT NULL,             -- a fingerprint of what was asked
  state    TEXT NOT NULL,             -- of the shelf and the program: of another state it is found anew
  body     TEXT NOT NULL,             -- as JSON
  PRIMARY KEY (name, asked)
) STRICT, WITHOUT ROWID;

CREATE TABLE stamps (                 -- of what state of the shelf something was made
  name     TEXT PRIMARY KEY,
  value    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

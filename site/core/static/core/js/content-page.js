// What long pages can do beyond being read.

import "./contents.js";
import "./copy.js";
import "./facade.js";
import "./lightbox.js";
import "./posts.js";

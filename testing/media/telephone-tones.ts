// Tones that other encoders made of a sine, as base64.

function bytesOf(...lines: string[]): Buffer {
  return Buffer.from(lines.join(''), 'base64');
}

/** 1000 Hz at half level, 50 ms, by FFmpeg 5.1. */
export const g722Tone = bytesOf(
  'uo4jiyWtIOAgaARHSl7n5Of7y4nMn+jl6f1Nys2+6ufr/87Mj/zq6GvfkMzQvevp7X7QjdK67eru/tHOlP3tq/B90pDTu+/sb9/V',
  '0JP5sOt0/JXQ0/rxbfH/1dGWvfHu837Wk9ie8e5z/tfVlb7z73P825TV/bJu8/zc0pnfsG7z/NzTmN3y73P625fXv/Tt8vrZ1Jb9',
  '9O3x+tmU1f/07HC42ZPanLbucvja1ZXfsnDv/d6V1d+y73P33tiVu3PtbfS82Nn5727sr93+nPVu7Onzu7/7du/r7bD327j58m7u',
  'tHvYnfv2ba/4etWc3fTscfbbndTbsHDx/PuS2Ntx8/bzmNea3nXx8PbXm9ae9/Rs/9mV17397nPfv9HYmfLxc/2f1tSd8nDy/L7Q',
  '1/n28XG219eavnlt8f2Z1Jjdcu92uNzT3p9v9e793NSZ9nbs757817/fbezyvN/d1fWub/X0u9L4s3PvsXHY27T2cq3ufN7/v/Xu',
  '7XD8/tm/tOxt9vzf2Zz27O55+ZrYm+/17Q==',
);

/** 5000 Hz at half level, 50 ms, by FFmpeg 5.1. */
export const g722HighTone = bytesOf(
  'uimEIIQglSiMrjySLBW/MJGyPJUuGL4ylLM7lzEYvzPVtD2X8Rm/M1a1PJfyGb4zVrU8l/MavjRVtjvYcBi/M1a1PdhxGb4yVrV9',
  'mPEZvnLWtT3ZcRm+c9e2f5nyGf8zV/U+23IZvXTU9D/YcBi8dNTzOttyGLp01PQ92HAXn3nV9F+W8hm6ddd2PttyGLh11XQ+2nEX',
  '/TjV9T1acFa8OVX1fprwVbo1WHM5XC8a+HuWtv6b8Vb5OFZ4HtdzVrd33/U/mO7YtHnZ9zub8NL7O1/3OZvv1fQ+XPY2me3U8jt9',
  '+jiV7tXxP376NtYvFXEfXH4zW27Ttx9+/vTWcVO6Ht28eddy1bY5X/x+mO5auXzZejub8BV7Nl95H9VzW7v42vg/l/RT2l3YszK8',
  '7/70elW7OZn12Ph1Vrw+2zQVfnFd9zic8FdXX1S2N98xHHry3PU5mPIefvXZdzac7zt28tr7O9lzH995Vvo41vdfvXRWvDpWdVm+',
  'cFu/eNZ0Fpn1XPcx3O4/v/VZ/3eXs128dw==',
);

/** 1000 Hz at half level, 200 ms, by libgsm 1.0.22. */
export const gsmTone = bytesOf(
  '1H3L5aJQOHD4tOjqbAwBG1oa1bxoqtDwdnHsSPg7ORjl1H7LIVqw44rPNp6VkKMVhYeXzeCjFYWHl83xIilGh6WF1H7LIVpRwJrb',
  'aisfUYFm5JHIqoHAxSKrOxth4MssdcUY1H7LIVqRwLrijUZj4cC64o1GY8HguONtuSJRwFcecebd1H3LIVqB4LddThkMUaDFkqdH',
  'lFGAUuu0yLKBwFMizrsU1H7LIVrR4NcisWbqkaC8ZDk8I/FAjQcvjQfxwNZydTqk1H7LIVrxwMbzlVjrgeBZKdDYofGgGp12SjSR',
  'wDcTjihr1H3LJVrhgMTirWFpUcC1xKM1VVGA5VyOuRtRoEUiylUT1H7LIVpRwMiqeMo7oUEa1lKa1vFBGtYynNbxgI6XNhyd1H3T',
  'JSJRgMcijdUpUYDTKa1XI2GAcySPNZpx4rcccccf',
);

/** The same as Microsoft's wav, by FFmpeg 5.1 with libgsm. */
export const gsmWavTone = bytesOf(
  'UklGRpwBAABXQVZFZm10IBQAAAAxAAEAQB8AAFkGAABBAAAAAgBAAWZhY3QEAAAAQAYAAExJU1QaAAAASU5GT0lTRlQOAAAATGF2',
  'ZjU5LjI3LjEwMABkYXRhRQEAAFGfXxqFIvjY0cZcZQMM4CYznerlSJ1w4otjx+jEFyscG/mZYU3YPtDlaXOpyDIio8yzp/AyIqPM',
  's6d4I8TCzCWjkZ8Z1oTaIN02UeWOGsEbSY5UBdyAIlV55Qb7gGW5juIQ+ZlhTcgN1lGcuHDwDdZRnLhw4A/GcdtGUqgFOs7jvK1R',
  'nxnWBPxg66oxZIi6gLLUmLOIGqBZ14aUBVygIeV1pRj5mWFN6A86UqW8VcgL5pCxZnB4DWDi2WHi+A26WKtWkZGfGdaE34Cbx6pc',
  'B3ygZGOmFIM/INW6koWJXGCjxlFMF/WZZU3wCahRnYw2qA2mg4WnqqgJrI5cR26oAyhSFitqkZ8Z1oTagFQ1h8UHVSGdLDadjFch',
  'nRw2noyfAJeeMtYa9ZolUagJOFLcKjaoCRo2nTpysAEekpwnT7gvNo7jOO4A',
);

/** 1000 Hz at half level, 200 ms at 4.75 kbit/s, by SoX 14.4.2 with opencore-amr. */
export const amrNarrowTone = bytesOf(
  'IyFBTVIKBIHDHF/yufQuoIMCCgQgxyaqm95klAAdCaAEgccmqnt75PLoiLseBCDHJq17aFQOIwMwAASBxw1buyylcVgih3IEIMcN',
  'WtsZpVCgiWnwBIHHDVd7ffUxQoKGagQgxw1d2xhlVwiAnbQEgccNV7sqlXFCIpZiBCDHDVfbGWVUqEF9fA==',
);

/** 1000 Hz at half level, 200 ms at 6.6 kbit/s, by vo-amrwbenc 0.1.3. */
export const amrWideTone = bytesOf(
  'IyFBTVItV0IKBLpRc99ypOVv5cD+zIuNjqmgBNMTqXMxpOIasLeT7RJ6gtIwBL0U/uc6R+TmqKDLYLNUANTgBN5TvLM4puK2jATD',
  'DsBkZo7ABLlUdud6R+TmiKDI+ZzyQeqgBN+TfPMspuK2jATICkxIriJABL2UhSc+R+TmiKDLGAvNmcxgBNXQQbN8ReC2iCTFcAD6',
  'C4kwBL+UhSc+R+TmqKDNmI8BUwKgBN/TDzN8puK2mBTC0uB7sxBQ',
);

/** 1000 Hz at half level, 60 ms, by FFmpeg 5.1. */
export const microsoftAdpcmTone = bytesOf(
  'UklGRnQBAABXQVZFZm10IDIAAAACAAEAQB8AAIA+AACAAAQAIAD0AAcAAAEAAAACAP8AAAAAwABAAPAAAADMATD/iAEY/2ZhY3QE',
  'AAAA6AEAAExJU1QaAAAASU5GT0lTRlQOAAAATGF2ZjU5LjI3LjEwMABkYXRhAAEAAAAQAFssYgVxiIgELr3xUi7c4kMuzOJDLszi',
  'Qy7M4kMuzPFDLszxQy7M8UMuvfJDH73xRB/N8UQe3eJTH77iNR/O4jUfzuI1H87iNR/O4jUfzuI1H87iNR/O4jUfzuI1H87iNR/O',
  '4jQuzeJTHs3iUx/M8UMfzPFDH8zyNB/M8UMfAHwLvtL//+JTLszxQx/M8UMfzPFDH8zyNB/M8UMfzPI0H8zxQx/M8jQfzPFDH8zy',
  'NB/M8UMfzPI0HtvxQx7b8UIu2/FCLtvxQi7b8UIuzfJDLr3xUi7b8UIu2/FCLtvxQi7c4kMuvfJDLr3xRB/N8UQfzfFEHtzxRB/N',
  '8UAAAAE=',
);

/** 1000 Hz at half level, 60 ms, by FFmpeg 5.1. */
export const imaAdpcmTone = bytesOf(
  'UklGRlYBAABXQVZFZm10IBQAAAARAAEAQB8AAIA+AACAAAQAAgD5AGZhY3QEAAAA8gEAAExJU1QaAAAASU5GT0lTRlQOAAAATGF2',
  'ZjU5LjI3LjEwMABkYXRhAAEAAGIFAAB39/8vd/GbQRTJmzIVyZsyFcmbMhXJmzIVyZsyFcmbMhXJmzIVyZtBBMiaMRTJm1ETyptR',
  'E7qdQRO6nUETup1BE7qdQRO6nUETup1BE8mMQBK5nEET2ZtCE9mbMhXJmzIVyZsyFcmbMhXJmzIVyZsyFcmbQQTImjEUyZtRQS1P',
  'AJG8KTSRvSlTkbwZRICsGUORvBk1obwZNaHbGTSh2xk0odsZNKHbGTSh2xk0odsZNJHMCCSRyxk0kb0pNJG9KVORvClTkbwpU5G8',
  'KVORvClTkbwpU5G8GUSArBlDkbwZNaG8GTWh2xk0odsZNKHbGTSh2xmEgICAAIgAiAA=',
);

/** 1000 Hz at half level, 60 ms, by SoX 14.4.2. */
export const dialogicTone = bytesOf(
  'd3fskUQZy5FDKsuiRBnLkVMJvZFDGr2RQxq9kUMavZFDGr2RQxq9kUMavZFDGr2RQxq9kUMavZFDGr2RQxq9kUMavZFDGr2RQxq9',
  'kUMavZFDGr2RQxq9kUMavZFDGr2RQxq9kUMavZFDGcyAQhm8kUMZ24FDGduRRAjKkTQZy5FTCcuRUxq9kUMavZFDGcyAQhm8kUMZ',
  '2qJDGduRRAjKkTQZy5FTCcuRUxq9kUMZzIBCGbyRQxnbgUMZ25I1GcuRRAjKkTQZy5FTCcuRUxq9kUMZzIBCGbyRQxnaokMZ25FE',
  'CMqRNBnLkVIqy5FTGcyA',
);
